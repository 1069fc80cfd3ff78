import type { Range } from '../../codec/index.ts'
import type { HashChain } from '../../event/index.ts'
import { type Block, blocksBetween, parseBlockName } from '../../log/index.ts'

/** A file in a line's folder that is named like a block. */
export interface NamedBlock extends Block {
  readonly name: string
  readonly hashStart: string
}

/** A block, and those strictly inside it. */
export interface Covering {
  readonly by: NamedBlock
  readonly covered: readonly NamedBlock[]
}

/**
 * Pure: which of the listed files lie strictly inside a canonical block of a line that ends at `seq`. Nothing that is
 * canonical is ever covered, and of two blocks never each by the other: whoever else removes what is covered, even by
 * another listing, leaves the greatest.
 */
export const coveredBlocks = (names: readonly string[], seq: number): readonly Covering[] => {
  const listed = names.flatMap((name): readonly NamedBlock[] => {
    const block = parseBlockName(name)
    return block ? [{ name, ...block }] : []
  })
  return blocksBetween(0, seq).flatMap(({ first, last }) =>
    listed
      .filter((by) => by.first === first && by.last === last)
      .map((by) => ({ by, covered: listed.filter((block) => isStrictlyInside(block, by)) }))
      .filter(({ covered }) => covered.length > 0),
  )
}

const isStrictlyInside = (inner: Block, outer: Block): boolean =>
  outer.first <= inner.first &&
  inner.last <= outer.last &&
  inner.last - inner.first < outer.last - outer.first

/**
 * Pure: of the covered blocks, those that a block which was just read again holds event by event: it ends in the hash
 * that its name says, and passes through the hashes that their names say. What is of another history stays.
 */
export const heldIn = (range: Range, { by, covered }: Covering, chain: HashChain): readonly NamedBlock[] => {
  const isWhole = range.first === by.first && range.first + range.events.length - 1 === by.last
  if (!isWhole) return []
  const startAt = new Map<number, string>()
  let hash = range.previousHash
  for (const [index, event] of range.events.entries()) {
    hash = chain.next(hash, event)
    startAt.set(range.first + index, hash.slice(0, by.hashStart.length))
  }
  if (startAt.get(by.last) !== by.hashStart) return []
  return covered.filter(({ last, hashStart }) => startAt.get(last) === hashStart)
}
