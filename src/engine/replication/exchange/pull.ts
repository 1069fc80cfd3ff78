import { CodecError } from '../../binary/index.ts'
import { decodeRange, type Range, type RangePorts } from '../../codec/index.ts'
import type { LogId } from '../../identifier/index.ts'
import {
  continueRecentEvents,
  decodeVersionVector,
  decodeColdVersions,
  recentEventsBetween,
  type FolderVersions,
  versionVectorEtag,
  versionVectorPreambleBytes,
  holdsAllVersions,
  type LogsHere,
  type MissingBlocks,
  parseBlockName,
  type ReadVersions,
  type ColdVersions,
  coldVersionsName,
} from '../../log/index.ts'
import type { Digest, ShareSession } from '../../ports/index.ts'
import { logFolder, paths, coldVersionsPath } from '../../storage/folder/index.ts'
import { ExchangeInterrupted, presentOrNull } from './exchange-trouble.ts'

/** The idle check: one small read. Returns null if the folder has no version vector yet. */
export const readVersionsEtag = async (
  session: ShareSession,
  path: string = paths.versionVector,
): Promise<string | null> => {
  const bytes = presentOrNull(await session.readPart(path, 0, versionVectorPreambleBytes))
  return bytes ? readable(path, () => versionVectorEtag(bytes)) : null
}

export interface TaggedVersions extends ReadVersions {
  readonly etag: string | null
  /** True if the file may continue beyond the bytes read. */
  readonly isCut: boolean
}

/** For a folder without a version vector. */
export const noVersions: TaggedVersions = {
  etag: null,
  versions: new Map(),
  recentEvents: [],
  cold: null,
  versionsBytes: 0,
  read: [],
  isCut: false,
}

export interface VersionsReading {
  /** Limit in bytes for the recent events that follow the vector. */
  readonly recentBytes?: number
  /** The folder's own by default. Each instance of a server has another. */
  readonly path?: string
}

/** Reads a version vector. Skips decoding if its etag equals that of `known`, the last read. */
export const readVersions = async (
  session: ShareSession,
  digest: Digest,
  known: TaggedVersions,
  { recentBytes = Number.POSITIVE_INFINITY, path = paths.versionVector }: VersionsReading = {},
): Promise<TaggedVersions> => {
  const wanted = known.versionsBytes + recentBytes
  const bytes = presentOrNull(
    await (Number.isFinite(wanted) ? session.readPart(path, 0, wanted) : session.read(path)),
  )
  if (!bytes) return noVersions
  const isCut = bytes.length >= wanted
  // Many new logs at once can make the vector longer than expected.
  if (isCut && !readable(path, () => holdsAllVersions(bytes)))
    return readVersions(session, digest, known, { path })
  const etag = readable(path, () => versionVectorEtag(bytes))
  if (known.etag === etag) return known
  const cold = await readColdVersions(
    session,
    digest,
    known,
    readable(path, () => coldVersionsName(bytes)),
  )
  const read = readable(path, () => decodeVersionVector(bytes, digest, { ...known, cold }))
  return {
    etag,
    ...read,
    isCut,
    recentEvents: isCut ? continueRecentEvents(read.recentEvents, known.recentEvents) : read.recentEvents,
  }
}

const readColdVersions = async (
  session: ShareSession,
  digest: Digest,
  { cold: known }: TaggedVersions,
  name: string | null,
): Promise<ColdVersions | null> => {
  if (name === null || name === known?.name) return known
  const path = coldVersionsPath(name)
  const bytes = presentOrNull(await session.read(path))
  // Cold versions are written before a vector names them, so a missing file is only not visible yet.
  if (!bytes) throw new ExchangeInterrupted({ kind: 'lost', detail: `${path} cannot be seen there yet` })
  return readable(path, () => decodeColdVersions(bytes, name, digest))
}

export interface Lacking {
  readonly recent: readonly Range[]
  readonly remaining: readonly MissingBlocks[]
}

/**
 * Splits missing blocks into recent events already read and blocks to fetch. Ingesting proves the recent
 * events.
 */
export const lackingOf = (
  missing: readonly MissingBlocks[],
  { versions, recentEvents }: FolderVersions,
  hashAt: (logId: LogId, seq: number) => string,
): Lacking => {
  const recent: Range[] = []
  const remaining: MissingBlocks[] = []
  for (const block of missing) {
    const { log: logId, have, seq } = block
    const events = block.isForked ? null : recentEventsBetween(recentEvents, logId, have, seq)
    const lastHash = versions.get(logId)?.hash
    if (events && lastHash)
      recent.push({ log: logId, first: have + 1, previousHash: hashAt(logId, have), events, lastHash })
    else remaining.push(block)
  }
  return { recent, remaining }
}

/**
 * Fetches and checks missing blocks in parallel. A missing one, as under a stale listing, ends its log's
 * list until a later exchange.
 */
export const fetchBlocks = async (
  session: ShareSession,
  ports: RangePorts,
  missing: readonly MissingBlocks[],
  here: LogsHere,
): Promise<readonly Range[]> => {
  const ranges = await Promise.all(
    missing.map((blocks) =>
      blocks.isForked ? fetchHistory(session, ports, blocks, here) : fetchLog(session, ports, blocks),
    ),
  )
  return ranges.flat()
}

const fetchLog = async (
  session: ShareSession,
  ports: RangePorts,
  missing: MissingBlocks,
): Promise<readonly Range[]> => {
  const names = missing.blocks.every((block) => block.hashStart)
    ? namesOf(missing)
    : await listNames(session, missing)
  const parts = await Promise.all(
    names.map(async (name) => {
      const path = `${logFolder(missing.log)}/${name}`
      const bytes = presentOrNull(await session.read(path))
      return bytes ? readable(path, () => decodeRange(bytes, ports)) : null
    }),
  )
  const firstAbsent = parts.indexOf(null)
  return parts.slice(0, firstAbsent === -1 ? parts.length : firstAbsent).filter((range) => range !== null)
}

// A listing also names blocks of sibling histories, and all are wanted.
const fetchHistory = async (
  session: ShareSession,
  ports: RangePorts,
  missing: MissingBlocks,
  here: LogsHere,
): Promise<readonly Range[]> => {
  const { log: logId, blocks } = missing
  const listed = presentOrNull(await session.list(logFolder(logId))) ?? []
  const cuts = new Map(blocks.map(({ first, last, hashStart }) => [`${first}-${last}`, hashStart]))
  const names = [...listed, ...namesOf({ ...missing, blocks: blocks.filter(({ hashStart }) => hashStart) })]
  const lacking = [...new Set(names)].flatMap((name) => {
    const block = parseBlockName(name)
    const start = block ? cuts.get(`${block.first}-${block.last}`) : undefined
    if (!block || start === undefined || (start !== null && start !== block.hashStart)) return []
    return here.holdsBlock(logId, block.last, block.hashStart) ? [] : [{ name, ...block }]
  })
  const sorted = lacking.sort((a, b) => a.first - b.first || (a.name < b.name ? -1 : 1))
  const parts = await Promise.all(
    sorted.map(async ({ name }) => {
      const path = `${logFolder(logId)}/${name}`
      const bytes = presentOrNull(await session.read(path))
      return bytes ? [readable(path, () => decodeRange(bytes, ports))] : []
    }),
  )
  return parts.flat()
}

const namesOf = (missing: MissingBlocks): string[] =>
  missing.blocks.map(({ first, last, hashStart }) => `${first}-${last}.${hashStart}`)

// The vector omits the names of old full blocks.
const listNames = async (session: ShareSession, missing: MissingBlocks): Promise<string[]> => {
  const listed = presentOrNull(await session.list(logFolder(missing.log))) ?? []
  const byEnds = new Map<string, string>()
  for (const name of listed) {
    const block = parseBlockName(name)
    if (block) byEnds.set(`${block.first}-${block.last}`, name)
  }
  return missing.blocks.flatMap(({ first, last, hashStart }) =>
    hashStart ? [`${first}-${last}.${hashStart}`] : (byEnds.get(`${first}-${last}`) ?? []),
  )
}

const readable = <T>(path: string, read: () => T): T => {
  try {
    return read()
  } catch (trouble) {
    if (!(trouble instanceof CodecError)) throw trouble
    throw new ExchangeInterrupted({ kind: 'unreadable', path, detail: trouble.message })
  }
}
