import type { Range } from '../../codec/index.ts'
import type { HashChain } from '../../event/index.ts'
import { type Block, blocksBetween, parseBlockName } from '../../log/index.ts'

export interface NamedBlock extends Block {
  readonly name: string
  readonly hashStart: string
}

export interface Covering {
  readonly by: NamedBlock
  readonly covered: readonly NamedBlock[]
}

/**
 * Pure: returns files strictly inside a canonical block of a log that ends at `seq`. Canonical blocks are never
 * covered, and no two blocks cover each other. So concurrent removals, even from different listings, leave the widest
 * block.
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
 * Pure: returns the covered blocks that the given range contains event by event. It must end in the hash of its own
 * name, and pass through the hashes of theirs. Blocks of other histories stay.
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
