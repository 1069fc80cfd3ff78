import { CodecError } from '../binary/index.ts'
import { decodeRange, type Range, type RangePorts } from '../codec/index.ts'
import { HashChain } from '../event/index.ts'
import { CausalLogs, type VersionVector, type Histories, parseBlockName } from '../log/index.ts'
import type { Disk } from '../ports/index.ts'
import { versionsOnDisk, walSegmentPath, paths } from '../storage/folder/index.ts'
import { readSegment, segmentIndexes } from '../storage/journal/index.ts'

export interface HistoryTrouble {
  readonly path: string
  readonly detail: string
}

export interface FoundHistory {
  readonly versions: VersionVector
  readonly logs: Histories
  readonly troubles: readonly HistoryTrouble[]
}

/** Reads on past a defect, and trusts no other record of the folder. */
export const readHistory = (disk: Disk, ports: RangePorts): FoundHistory => {
  const { digest } = ports
  const troubles: HistoryTrouble[] = []
  const read = <T>(path: string, decode: (bytes: Uint8Array) => T): T | null => {
    try {
      return decode(disk.read(path) ?? new Uint8Array(0))
    } catch (trouble) {
      if (!(trouble instanceof CodecError)) throw trouble
      troubles.push({ path, detail: trouble.message })
      return null
    }
  }
  // Reads the version vector first. Visitors announce events only after their files exist, so later
  // arrivals cause no false alarm.
  const versions: VersionVector =
    read(paths.versionVector, (bytes) => versionsOnDisk(bytes, disk, digest).versions) ?? new Map()
  // Receives only and applies nothing, since a log may have several histories.
  const log = new CausalLogs(new HashChain(digest), {
    apply: () => {},
    abandoned: () => {},
    rebuild: () => {},
  })
  for (const { path, range } of flushedRanges(disk, ports, read))
    note(troubles, path, troubleWith(log, range))
  for (const index of segmentIndexes(disk)) {
    const path = walSegmentPath(index)
    const segment = readSegment(disk.read(path) ?? new Uint8Array(0), digest)
    if (segment.end === 'damaged')
      troubles.push({ path, detail: `the record at byte ${segment.validBytes} is damaged` })
    for (const range of segment.ranges) note(troubles, path, troubleWith(log, range))
  }
  return { versions, logs: log.histories, troubles }
}

type Read = <T>(path: string, decode: (bytes: Uint8Array) => T) => T | null

const flushedRanges = (
  disk: Disk,
  ports: RangePorts,
  read: Read,
): readonly { readonly path: string; readonly range: Range }[] =>
  disk.list(paths.rangesFolder).flatMap((logId) =>
    inOrder(disk.list(`${paths.rangesFolder}/${logId}`)).flatMap(({ name, first, last }) => {
      const path = `${paths.rangesFolder}/${logId}/${name}`
      const range = read(path, (bytes) => {
        const decoded = decodeRange(bytes, ports)
        if (
          decoded.log !== logId ||
          decoded.first !== first ||
          decoded.first + decoded.events.length - 1 !== last
        )
          throw new CodecError(
            `it holds events from ${decoded.first} of log ${decoded.log}, which is not what its name says`,
          )
        return decoded
      })
      return range ? [{ path, range }] : []
    }),
  )

/** Sorts ranges so that each continues the previous ones, if possible. */
const inOrder = (names: readonly string[]) =>
  names
    .flatMap((name) => {
      const block = parseBlockName(name)
      return block ? [{ name, ...block }] : []
    })
    .sort((a, b) => a.first - b.first || b.last - a.last)

const note = (troubles: HistoryTrouble[], path: string, detail: string | null): void => {
  if (detail) troubles.push({ path, detail })
}

const troubleWith = (logs: CausalLogs, range: Range): string | null => {
  const { log: logId, first } = range
  try {
    const outcome = logs.offer(range)
    if (outcome.kind === 'gap')
      return `events ${outcome.needsFrom} to ${first - 1} of log ${logId} are missing before it`
    return outcome.kind === 'mismatch'
      ? `it continues no event ${first - 1} of log ${logId} that is here`
      : null
  } catch (trouble) {
    if (!(trouble instanceof CodecError)) throw trouble
    return `an event of log ${logId} cannot be read: ${trouble.message}`
  }
}
