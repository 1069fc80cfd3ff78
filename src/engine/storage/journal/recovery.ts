import { CodecError, NewerKindError } from '../../binary/index.ts'
import { decodeRange, type Range, type RangePorts } from '../../codec/index.ts'
import { type VersionVector, parseBlockName } from '../../log/index.ts'
import type { Digest, Disk } from '../../ports/index.ts'
import { versionsOnDisk, walSegmentPath, paths } from '../folder/index.ts'
import { KnownEvents, type NamedBlock } from './known-events.ts'
import { readSegment } from './wal-record.ts'
import { segmentIndexes } from './write-ahead-log.ts'

export interface Corrupt {
  readonly kind: 'corrupt'
  readonly path: string
  readonly detail: string
}

export type Unusable = Corrupt | { readonly kind: 'newer'; readonly detail: string }

export interface Recovered {
  readonly kind: 'recovered'
  /** The folder's own claim, below which it must not fall. */
  readonly versions: VersionVector
  readonly published: readonly Range[]
  readonly wal: readonly Range[]
  /** The segment in which the journal continues. */
  readonly segment: number
}

/**
 * Recovers every acknowledged event: sealed ranges first, then the journal. Truncates a record torn by a crash, since
 * it was never acknowledged. Returns any other damage, and discards nothing.
 */
export const recoverFolder = (disk: Disk, ports: RangePorts): Recovered | Unusable => {
  // Read before the ranges: a visitor announces new ranges only after writing them.
  const versions = readOwnVersions(disk, ports.digest)
  if ('kind' in versions) return versions
  const published = readPublished(disk, ports)
  if ('kind' in published) return published
  const wal = readWal(disk, ports.digest)
  if ('kind' in wal) return wal
  return { kind: 'recovered', versions, published, wal, segment: segmentIndexes(disk).at(-1) ?? 1 }
}

export const readOwnVersions = (disk: Disk, digest: Digest): VersionVector | Unusable => {
  const bytes = disk.read(paths.versionVector)
  return bytes ? readable(paths.versionVector, () => versionsOnDisk(bytes, disk, digest).versions) : new Map()
}

/** Returns the journal's records. Truncates unacknowledged ones. */
export const readWal = (disk: Disk, digest: Digest): readonly Range[] | Unusable => {
  const ranges: Range[] = []
  const torn: { path: string; validBytes: number }[] = []
  for (const index of segmentIndexes(disk)) {
    const path = walSegmentPath(index)
    const bytes = disk.read(path) ?? new Uint8Array(0)
    const segment = readSegment(bytes, digest)
    if (segment.end === 'damaged') {
      return {
        kind: 'corrupt',
        path,
        detail: `the record at byte ${segment.validBytes} of ${bytes.length} is damaged`,
      }
    }
    if (segment.end === 'torn') torn.push({ path, validBytes: segment.validBytes })
    ranges.push(...segment.ranges)
  }
  // Truncates last, so that a damaged folder stays as it was found.
  for (const { path, validBytes } of torn) disk.truncate(path, validBytes)
  return ranges
}

const readPublished = (disk: Disk, ports: RangePorts): readonly Range[] | Unusable => {
  const ranges: Range[] = []
  for (const logId of disk.list(paths.rangesFolder)) {
    const folder = `${paths.rangesFolder}/${logId}`
    const found = readBlocks(disk, ports, folder, disk.list(folder))
    if ('kind' in found) return found
    ranges.push(...found)
  }
  return ranges
}

/** Reads these blocks of a log. Skips those that a wider one contains. */
export const readBlocks = (
  disk: Disk,
  ports: RangePorts,
  folder: string,
  names: readonly string[],
): readonly Range[] | Unusable => {
  const known = new KnownEvents(ports.digest)
  for (const block of widestFirst(names)) {
    if (known.holds(block)) continue
    const path = `${folder}/${block.name}`
    const range = readable(path, () => decodeRange(disk.read(path) ?? new Uint8Array(0), ports))
    if ('kind' in range) return range
    known.add(range)
  }
  return known.ranges
}

const readable = <T>(path: string, read: () => T): T | Unusable => {
  try {
    return read()
  } catch (trouble) {
    if (!(trouble instanceof CodecError)) throw trouble
    if (trouble instanceof NewerKindError) return { kind: 'newer', detail: `${path}: ${trouble.message}` }
    return { kind: 'corrupt', path, detail: trouble.message }
  }
}

/** Orders blocks by first event, widest first, so that narrower ones can be skipped. */
const widestFirst = (names: readonly string[]): readonly NamedBlock[] =>
  names
    .flatMap((name) => {
      const block = parseBlockName(name)
      return block ? [{ name, ...block }] : []
    })
    .sort((a, b) => a.first - b.first || b.last - a.last)
