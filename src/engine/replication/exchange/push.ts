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
 * Writes blocks for the other folder. Invisible until {@link announce}, so a broken transfer shows nothing
 * partial.
 */
export const writeBlocks = async (
  session: ShareSession,
  ports: RangePorts,
  unsent: readonly Unsent[],
  log: (unsent: Unsent) => EventLog | null,
): Promise<number> => {
  const writes = unsent.flatMap((span) => {
    const { log: logId, theirSeq, seq } = span
    const from = must(log(span), `log ${logId} is here, since it is to be sent`)
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
  /** When to move versions into a cold file. The default suits a few hundred logs. */
  readonly coldRule?: ColdRule
}

/**
 * Merges the written versions into the vector there, as just read. If a colleague's announcement overwrites
 * this one, a later exchange repeats it.
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

/** Keeps the present cold file, or writes a new one if too many logs have moved since. */
const writeColdVersions = async (
  session: ShareSession,
  { digest, coldRule = defaultColdRule }: AnnouncePorts,
  versions: VersionVector,
  before: ColdVersions | null,
): Promise<ColdVersions | null> => {
  // Versions no longer believed have left the vector, so a cold file with them is unusable.
  const kept = includesCold(versions, before) ? before : null
  if (!isColdVersionsDue(versions, kept, coldRule)) return kept
  const bytes = encodeVersionVector({ versions, recentEvents: [] }, digest)
  const name = versionVectorEtag(bytes)
  carriedOut(await session.writeWhole(coldVersionsPath(name), bytes))
  return { name, versions }
}

/** Events short enough to publish beside the version vector. Longer spans are read from files. */
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

/** Per log. */
const recentEventsMax = 32
