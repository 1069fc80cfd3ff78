import { encodeRange, type RangePorts } from '../../codec/index.ts'
import { must } from '../../invariant.ts'
import {
  blocksBetween,
  encodeHeads,
  type FolderHeads,
  type Heads,
  headsMark,
  type Holds,
  isToRest,
  isUnder,
  joinHeads,
  joinNewest,
  type LineLog,
  type Newest,
  type RestingHeads,
  type RestingRule,
  sayEvents,
  type Unsent,
  usualRestingRule,
} from '../../log/index.ts'
import type { Digest, ShareSession } from '../../ports/index.ts'
import { paths, rangePath, restingPath } from '../../storage/folder/index.ts'
import type { MarkedHeads } from './pull.ts'
import { carriedOut } from './trouble.ts'

/**
 * Writes the blocks of what the other folder lacks. They lie there unseen until {@link announce}: a transfer that
 * breaks leaves nothing half-visible.
 */
export const writeBlocks = async (
  session: ShareSession,
  ports: RangePorts,
  unsent: readonly Unsent[],
  log: (unsent: Unsent) => LineLog | null,
): Promise<number> => {
  const writes = unsent.flatMap((stretch) => {
    const { line, theirSeq, seq } = stretch
    const from = must(log(stretch), `line ${line} is here, since it is to be sent`)
    return blocksBetween(theirSeq, seq).map(async (block) => {
      const bytes = encodeRange(from.rangeOf(block), ports)
      carriedOut(await session.writeWhole(rangePath(line, block, from.hashAt(block.last)), bytes))
      return bytes.length
    })
  })
  const sizes = await Promise.all(writes)
  return sizes.reduce((sum, size) => sum + size, 0)
}

export interface AnnouncePorts {
  readonly digest: Digest
  /** When heads are put to rest; left out, where there are a few hundred lines. */
  readonly restingRule?: RestingRule
}

/**
 * Joins the heads over there, as they were read just before, with what was written. Whoever finds later that an
 * announcement was overwritten by a colleague's makes it again: heads are joined, never chosen.
 */
export const announce = async (
  session: ShareSession,
  ports: AnnouncePorts,
  theirs: MarkedHeads,
  written: FolderHeads & { readonly holds: Holds },
): Promise<MarkedHeads> => {
  const heads = joinHeads(theirs.heads, written.heads, written.holds)
  const newest = joinNewest(written.newest, theirs.newest)
  const resting = await putToRest(session, ports, heads, theirs.resting)
  const bytes = encodeHeads({ heads, newest, resting }, ports.digest)
  carriedOut(await session.writeWhole(paths.heads, bytes))
  return { ...theirs, mark: headsMark(bytes), heads, newest, resting }
}

/** What the heads go on from: what rests there already, or, where too much moved since, all of them as they are now. */
const putToRest = async (
  session: ShareSession,
  { digest, restingRule = usualRestingRule }: AnnouncePorts,
  heads: Heads,
  before: RestingHeads | null,
): Promise<RestingHeads | null> => {
  // What is not believed any more was taken out of the heads.
  const under = isUnder(heads, before) ? before : null
  if (!isToRest(heads, under, restingRule)) return under
  const bytes = encodeHeads({ heads, newest: [] }, digest)
  const name = headsMark(bytes)
  carriedOut(await session.writeWhole(restingPath(name), bytes))
  return { name, heads }
}

/** Of what was sent, that which is worth saying beside the heads: what is longer is read from its files. */
export const newestOf = (unsent: readonly Unsent[], log: (unsent: Unsent) => LineLog | null): Newest =>
  unsent.flatMap((stretch) => {
    const { theirSeq, seq } = stretch
    const from = log(stretch)
    return from && seq - theirSeq <= newestEventsMax
      ? [sayEvents(from.rangeOf({ first: theirSeq + 1, last: seq }))]
      : []
  })

/** Of one line. */
const newestEventsMax = 32
