import { CodecError } from '../binary/index.ts'
import { decodeRange, type Range, type RangePorts } from '../codec/index.ts'
import { Chain } from '../event/index.ts'
import { CausalLog, type Heads, type Histories, parseBlockName } from '../log/index.ts'
import type { Disk } from '../ports/index.ts'
import { headsOnDisk, journalSegmentPath, paths } from '../storage/folder/index.ts'
import { readSegment, segmentIndexes } from '../storage/journal/index.ts'

/** Something in a folder that is not as it should be. */
export interface HistoryTrouble {
  readonly path: string
  readonly detail: string
}

/** What a folder holds, each line hashed from its first event on, and what could not be read or does not fit. */
export interface FoundHistory {
  readonly heads: Heads
  readonly lines: Histories
  readonly troubles: readonly HistoryTrouble[]
}

/** Reads everything, also behind something that is wrong, and believes nothing that is said of it elsewhere. */
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
  // First: what a visitor brings meanwhile is announced when it lies there, not earlier.
  const heads: Heads = read(paths.heads, (bytes) => headsOnDisk(bytes, disk, digest).heads) ?? new Map()
  // Received and never folded: a line may have several histories.
  const log = new CausalLog(new Chain(digest), { apply: () => {}, abandoned: () => {}, foldAnew: () => {} })
  for (const { path, range } of sealedRanges(disk, ports, read)) note(troubles, path, troubleWith(log, range))
  for (const index of segmentIndexes(disk)) {
    const path = journalSegmentPath(index)
    const segment = readSegment(disk.read(path) ?? new Uint8Array(0), digest)
    if (segment.end === 'damaged')
      troubles.push({ path, detail: `the record at byte ${segment.validBytes} is damaged` })
    for (const range of segment.ranges) note(troubles, path, troubleWith(log, range))
  }
  return { heads, lines: log.histories, troubles }
}

type Read = <T>(path: string, decode: (bytes: Uint8Array) => T) => T | null

const sealedRanges = (
  disk: Disk,
  ports: RangePorts,
  read: Read,
): readonly { readonly path: string; readonly range: Range }[] =>
  disk.list(paths.rangesFolder).flatMap((line) =>
    inOrder(disk.list(`${paths.rangesFolder}/${line}`)).flatMap(({ name, first, last }) => {
      const path = `${paths.rangesFolder}/${line}/${name}`
      const range = read(path, (bytes) => {
        const decoded = decodeRange(bytes, ports)
        if (
          decoded.line !== line ||
          decoded.first !== first ||
          decoded.first + decoded.events.length - 1 !== last
        )
          throw new CodecError(
            `it holds events from ${decoded.first} of line ${decoded.line}, which is not what its name says`,
          )
        return decoded
      })
      return range ? [{ path, range }] : []
    }),
  )

/** Such that each continues those before it, where nothing is missing. */
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

/** What is wrong with a range; null where it continues what was read before it. */
const troubleWith = (log: CausalLog, range: Range): string | null => {
  const { line, first } = range
  try {
    const outcome = log.offer(range)
    if (outcome.kind === 'gap')
      return `events ${outcome.needsFrom} to ${first - 1} of line ${line} are missing before it`
    return outcome.kind === 'mismatch'
      ? `it continues no event ${first - 1} of line ${line} that is here`
      : null
  } catch (trouble) {
    if (!(trouble instanceof CodecError)) throw trouble
    return `an event of line ${line} cannot be read: ${trouble.message}`
  }
}
