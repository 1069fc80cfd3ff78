import type { Digest, Disk } from '../../ports/index.ts'
import { home, walSegmentPath, paths } from '../folder/index.ts'
import { readSegment } from './wal-record.ts'
import { segmentIndexes } from './write-ahead-log.ts'

const beforeFormat: ReadonlySet<string> = new Set([paths.copy, paths.versionVector, paths.walFolder])

/**
 * Returns true if somebody interrupted the creation of this copy. The file `format` is written last, so such a folder
 * lacks it and holds a registration at most. A complete copy that lost `format` holds more files.
 */
export const isHalfMade = (disk: Disk, digest: Digest): boolean => {
  const isBeforeFormat = disk.list(home).every((name) => beforeFormat.has(`${home}/${name}`))
  return isBeforeFormat && segmentIndexes(disk).every((index) => isRegistrationAtMost(disk, digest, index))
}

const isRegistrationAtMost = (disk: Disk, digest: Digest, index: number): boolean => {
  const bytes = disk.read(walSegmentPath(index)) ?? new Uint8Array(0)
  const { ranges, end } = readSegment(bytes, digest)
  const events = ranges.reduce((sum, range) => sum + range.events.length, 0)
  return end !== 'damaged' && index === 1 && events <= 1
}

export const clearHalfMade = (disk: Disk): void => {
  for (const index of segmentIndexes(disk)) disk.remove(walSegmentPath(index))
  disk.remove(paths.versionVector)
  disk.remove(paths.copy)
}
