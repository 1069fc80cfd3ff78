import {
  type BaseParts,
  blockEventsMax,
  blocksBetween,
  namedBlocks,
  parseBlockName,
} from '../../log/index.ts'

/**
 * Pure: whether a log's folder, judged by file names, holds the events below a snapshot. The name of a full block
 * proves it. The open end may have been cut differently since, or lie in a wider block.
 */
export const coversBase = (names: readonly string[], { seq, fullEnd, blockEnds }: BaseParts): boolean => {
  const there = new Set(names)
  const full = Math.floor(seq / blockEventsMax)
  for (let index = 0; index < full; index += 1) {
    const first = index * blockEventsMax + 1
    const name = `${first}-${first + blockEventsMax - 1}.${fullEnd(index).slice(0, 16)}`
    if (!there.has(name)) return false
  }
  return coversTail(names, seq, blockEnds)
}

const coversTail = (names: readonly string[], seq: number, blockEnds: readonly string[]): boolean => {
  const there = new Set(names)
  const starts = new Map(namedBlocks(seq).map(({ last }, index) => [last, blockEnds[index] ?? '']))
  const tail = blocksBetween(seq - (seq % blockEventsMax), seq)
  const lacking = tail.filter(({ first, last }) => !there.has(`${first}-${last}.${starts.get(last) ?? ''}`))
  if (lacking.length === 0) return true
  const wide = names.flatMap((name) => parseBlockName(name) ?? [])
  return lacking.every((block) => wide.some(({ first, last }) => first <= block.first && block.last <= last))
}

/** Pure: whether a full block exists that differs from the snapshot's. */
export const hasOtherBlock = (names: readonly string[], { seq, fullEnd }: BaseParts): boolean =>
  names.some((name) => {
    const block = parseBlockName(name)
    if (!block || block.last > seq || block.last - block.first + 1 !== blockEventsMax) return false
    return !fullEnd(block.last / blockEventsMax - 1).startsWith(block.hashStart)
  })
