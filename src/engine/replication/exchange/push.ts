import { encodeRange, type RangePorts } from '../../codec/index.ts'
import { must } from '../../invariant.ts'
import {
  blocksBetween,
  encodeVersionVector,
  type FolderVersions,
  type VersionVector,
  versionVectorEtag,
  type Holds,
  isColdVersionsDue,
  includesCold,
  mergeVersionVectors,
  mergeRecentEvents,
  type EventLog,
  type RecentEvents,
  type ColdVersions,
  type ColdRule,
  recentSpanOf,
  type Unsent,
  defaultColdRule,
} from '../../log/index.ts'
import type { Digest, ShareSession } from '../../ports/index.ts'
import { paths, rangePath, coldVersionsPath } from '../../storage/folder/index.ts'
import { carriedOut } from './exchange-trouble.ts'
import type { TaggedVersions } from './pull.ts'

/**
 * Writes the blocks of what the other folder lacks. They lie there unseen until {@link announce}: a transfer that
 * breaks leaves nothing half-visible.
 */
export const writeBlocks = async (
  session: ShareSession,
  ports: RangePorts,
  unsent: readonly Unsent[],
  log: (unsent: Unsent) => EventLog | null,
): Promise<number> => {
  const writes = unsent.flatMap((span) => {
    const { log: logId, theirSeq, seq } = span
    const from = must(log(span), `line ${logId} is here, since it is to be sent`)
    return blocksBetween(theirSeq, seq).map(async (block) => {
      const bytes = encodeRange(from.rangeOf(block), ports)
      carriedOut(await session.writeWhole(rangePath(logId, block, from.hashAt(block.last)), bytes))
      return bytes.length
    })
  })
  const sizes = await Promise.all(writes)
  return sizes.reduce((sum, size) => sum + size, 0)
}

export interface AnnouncePorts {
  readonly digest: Digest
  /** When heads are put to rest; left out, where there are a few hundred lines. */
  readonly coldRule?: ColdRule
}

/**
 * Joins the heads over there, as they were read just before, with what was written. Whoever finds later that an
 * announcement was overwritten by a colleague's makes it again: heads are joined, never chosen.
 */
export const announce = async (
  session: ShareSession,
  ports: AnnouncePorts,
  theirs: TaggedVersions,
  written: FolderVersions & { readonly holds: Holds },
): Promise<TaggedVersions> => {
  const versions = mergeVersionVectors(theirs.versions, written.versions, written.holds)
  const recentEvents = mergeRecentEvents(written.recentEvents, theirs.recentEvents)
  const cold = await writeColdVersions(session, ports, versions, theirs.cold)
  const bytes = encodeVersionVector({ versions, recentEvents, cold }, ports.digest)
  carriedOut(await session.writeWhole(paths.versionVector, bytes))
  return { ...theirs, etag: versionVectorEtag(bytes), versions, recentEvents, cold }
}

/** What the heads go on from: what rests there already, or, where too much moved since, all of them as they are now. */
const writeColdVersions = async (
  session: ShareSession,
  { digest, coldRule = defaultColdRule }: AnnouncePorts,
  versions: VersionVector,
  before: ColdVersions | null,
): Promise<ColdVersions | null> => {
  // What is not believed any more was taken out of the heads.
  const under = includesCold(versions, before) ? before : null
  if (!isColdVersionsDue(versions, under, coldRule)) return under
  const bytes = encodeVersionVector({ versions, recentEvents: [] }, digest)
  const name = versionVectorEtag(bytes)
  carriedOut(await session.writeWhole(coldVersionsPath(name), bytes))
  return { name, versions }
}

/** Of what was sent, that which is worth saying beside the heads: what is longer is read from its files. */
export const recentEventsOf = (
  unsent: readonly Unsent[],
  log: (unsent: Unsent) => EventLog | null,
): RecentEvents =>
  unsent.flatMap((span) => {
    const { theirSeq, seq } = span
    const from = log(span)
    return from && seq - theirSeq <= recentEventsMax
      ? [recentSpanOf(from.rangeOf({ first: theirSeq + 1, last: seq }))]
      : []
  })

/** Of one line. */
const recentEventsMax = 32
