import type { LogId } from '../identifier/index.ts'

/** A stretch of one line, both ends included. */
export interface Block {
  readonly first: number
  readonly last: number
}

/** The largest block. Frozen with format 1: two engines that cut differently would carry the same history for ever. */
export const blockEventsMax = 256

/**
 * Those of the aligned blocks covering 1 to `seq` that reach beyond `have`: full ones, then what is left cut like the
 * digits of a binary number. A range has one set of cuts and so one set of names, whoever wrote it.
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

/** A block's file, relative to the copy's folder. The hash is that of its last event, which covers all of it. */
export const blockPath = (log: LogId, block: Block, lastHash: string): string =>
  `ranges/${log}/${block.first}-${block.last}.${lastHash.slice(0, 16)}`

/** Reads the name of a block's file; null for anything else that lies there. */
export const parseBlockName = (name: string): (Block & { readonly hashStart: string }) | null => {
  const match = /^([1-9]\d{0,14})-([1-9]\d{0,14})\.([0-9a-f]{16})$/.exec(name)
  if (!match?.[1] || !match[2] || !match[3]) return null
  return { first: Number(match[1]), last: Number(match[2]), hashStart: match[3] }
}
