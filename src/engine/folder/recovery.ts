import { parseBlockName } from '../event/block.ts'
import { CodecError } from '../event/byte-reader.ts'
import { decodeRange, type Range } from '../event/range-codec.ts'
import type { Digest } from '../ports/digest.ts'
import type { Disk } from '../ports/disk.ts'
import { readSegment, segmentIndexes } from './journal.ts'
import { journalSegmentPath, paths } from './layout.ts'

export type Recovered =
  | { readonly kind: 'recovered'; readonly ranges: readonly Range[]; readonly nextSegment: number }
  | { readonly kind: 'corrupt'; readonly path: string; readonly detail: string }

/**
 * Everything acknowledged that a folder holds: sealed ranges first, then the journal. A record torn by a crash was
 * never acknowledged and is cut off; anything else that cannot be read is said, and nothing is thrown away.
 */
export const recoverFolder = (disk: Disk, digest: Digest): Recovered => {
  const sealed = readSealed(disk, digest)
  if (sealed.kind === 'corrupt') return sealed
  const ranges = [...sealed.ranges]
  const indexes = segmentIndexes(disk)
  for (const index of indexes) {
    const path = journalSegmentPath(index)
    const bytes = disk.read(path) ?? new Uint8Array(0)
    const segment = readSegment(bytes, digest)
    if (segment.end === 'damaged') {
      return {
        kind: 'corrupt',
        path,
        detail: `the record at byte ${segment.validBytes} of ${bytes.length} is damaged`,
      }
    }
    if (segment.end === 'torn') disk.truncate(path, segment.validBytes)
    ranges.push(...segment.ranges)
  }
  return { kind: 'recovered', ranges, nextSegment: (indexes.at(-1) ?? 0) + 1 }
}

const readSealed = (disk: Disk, digest: Digest): Recovered => {
  const ranges: Range[] = []
  for (const line of disk.list(paths.rangesFolder)) {
    const folder = `${paths.rangesFolder}/${line}`
    for (const name of widestFirst(disk.list(folder))) {
      const path = `${folder}/${name}`
      try {
        ranges.push(decodeRange(disk.read(path) ?? new Uint8Array(0), digest))
      } catch (trouble) {
        if (!(trouble instanceof CodecError)) throw trouble
        return { kind: 'corrupt', path, detail: trouble.message }
      }
    }
  }
  return { kind: 'recovered', ranges, nextSegment: 1 }
}

/** By first event, the widest of them first: what it covers need not be read into again. */
const widestFirst = (names: readonly string[]): readonly string[] => {
  const blocks = names.flatMap((name) => {
    const block = parseBlockName(name)
    return block ? [{ name, ...block }] : []
  })
  const sorted = blocks.sort((a, b) => a.first - b.first || b.last - a.last)
  let covered = 0
  return sorted.flatMap(({ name, last }) => {
    if (last <= covered) return []
    covered = last
    return [name]
  })
}
