import type { LogId } from '../identifier/index.ts'

/** A run of events in one log, both ends included. */
export interface Block {
  readonly first: number
  readonly last: number
}

/** In events. Frozen with format 1: engines that cut differently would carry the same history twice, for ever. */
export const blockEventsMax = 256

/**
 * Aligned blocks of 1 to `seq` that reach beyond `have`. Cuts the remainder like the digits of a binary
 * number. Every writer cuts alike, so a range has one set of names.
 */
export const blocksBetween = (have: number, seq: number): readonly Block[] => {
  const blocks: Block[] = []
  let first = have - (have % blockEventsMax) + 1
  for (; first + blockEventsMax - 1 <= seq; first += blockEventsMax) {
    blocks.push({ first, last: first + blockEventsMax - 1 })
  }
  for (let size = blockEventsMax / 2; size >= 1; size /= 2) {
    if (first + size - 1 > seq) continue
    if (first + size - 1 > have) blocks.push({ first, last: first + size - 1 })
    first += size
  }
  return blocks
}

/** Relative to the copy's folder. Contains the last event's hash, which covers the whole block. */
export const blockPath = (log: LogId, block: Block, lastHash: string): string =>
  `ranges/${log}/${block.first}-${block.last}.${lastHash.slice(0, 16)}`

export const parseBlockName = (name: string): (Block & { readonly hashStart: string }) | null => {
  const match = /^([1-9]\d{0,14})-([1-9]\d{0,14})\.([0-9a-f]{16})$/.exec(name)
  if (!match?.[1] || !match[2] || !match[3]) return null
  return { first: Number(match[1]), last: Number(match[2]), hashStart: match[3] }
}
