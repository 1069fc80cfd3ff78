import type { RangePorts } from '../codec/index.ts'
import type { LogId } from '../identifier/index.ts'
import { type VersionVector, type VersionEntry, type MissingBlocks, missingHere } from '../log/index.ts'
import type { Digest, ShareAnswer, ShareSession } from '../ports/index.ts'
import {
  ExchangeInterrupted,
  fetchBlocks,
  noVersions,
  presentOrNull,
  readVersions,
} from '../replication/exchange/index.ts'
import { logFolder, paths } from '../storage/folder/index.ts'
import { salvageSegment } from '../storage/journal/index.ts'
import type { KnownLogs, Piece } from './known-logs.ts'

export interface Offer {
  readonly session: ShareSession
  readonly versions: VersionVector
  readonly wal: readonly Piece[]
}

/** Rejects with ExchangeInterrupted if unreadable. */
export const readOffer = async (session: ShareSession, digest: Digest): Promise<Offer> => {
  const listed = listedOnce(session)
  const { versions } = await readVersions(listed, digest, noVersions)
  return { session: listed, versions, wal: await readWal(listed, digest) }
}

/**
 * A damaged block ends its log, and the next copy is asked for the rest. Returns failed reads. Rejects with
 * ExchangeInterrupted if the session is lost.
 */
export const fetchLost = async (
  offer: Offer,
  ports: RangePorts,
  known: KnownLogs,
): Promise<readonly string[]> => {
  const troubles: string[] = []
  known.ingest(offer.wal)
  for (const entry of offer.versions.values()) {
    const trouble = await fetchLog(offer.session, ports, known, entry)
    if (trouble !== null) troubles.push(trouble)
  }
  return troubles
}

export const isSameHistory = ({ versions, wal }: Offer, known: KnownLogs): boolean =>
  [...versions.keys(), ...wal.map(({ range }) => range.log)].some(
    (logId) => known.histories.receivedSeq(logId) > 0,
  )

// Its owner may be appending, or may never have sealed it, so every whole record counts.
const readWal = async (session: ShareSession, digest: Digest): Promise<readonly Piece[]> => {
  const pieces: Piece[] = []
  for (const name of presentOrNull(await session.list(paths.walFolder)) ?? []) {
    const path = `${paths.walFolder}/${name}`
    const bytes = presentOrNull(await session.read(path))
    if (bytes) pieces.push(...salvageSegment(bytes, digest).map((range) => ({ path, range })))
  }
  return pieces
}

const fetchLog = async (
  session: ShareSession,
  ports: RangePorts,
  known: KnownLogs,
  entry: VersionEntry,
): Promise<string | null> => {
  const { log: logId } = entry
  const versions = new Map([[logId, entry]])
  const stray = new Set<LogId>()
  for (;;) {
    const missing = missingHere(versions, known.histories, stray)
    if (missing.length === 0) return null
    const before = known.events
    const ranges = await readOrSay(() => fetchBlocks(session, ports, missing.map(nextOf), known.histories))
    if (typeof ranges === 'string') return ranges
    known.ingest(ranges.map((range) => ({ path: logFolder(logId), range })))
    if (known.events > before) continue
    // The ranges meet no local history: they belong to another one, and all of it is needed.
    if (stray.has(logId)) return `${logFolder(logId)}: it lacks events that its version vector names`
    stray.add(logId)
  }
}

// Requests one block at a time, so that a bad block costs only its successors. A second history is fetched whole.
const nextOf = (missing: MissingBlocks): MissingBlocks =>
  missing.isForked ? missing : { ...missing, blocks: missing.blocks.slice(0, 1) }

const readOrSay = async <T>(read: () => Promise<T>): Promise<T | string> => {
  try {
    return await read()
  } catch (trouble) {
    if (!(trouble instanceof ExchangeInterrupted) || trouble.trouble.kind !== 'unreadable') throw trouble
    return `${trouble.trouble.path}: ${trouble.trouble.detail}`
  }
}

// Caches the listing, which each block request would repeat.
const listedOnce = (session: ShareSession): ShareSession => {
  const listings = new Map<string, Promise<ShareAnswer<readonly string[]>>>()
  const list: ShareSession['list'] = (path) => {
    const known = listings.get(path) ?? session.list(path)
    listings.set(path, known)
    return known
  }
  return {
    read: (path) => session.read(path),
    readPart: (path, offset, length) => session.readPart(path, offset, length),
    sizeBytes: (path) => session.sizeBytes(path),
    list,
    writeWhole: (path, bytes) => session.writeWhole(path, bytes),
    writePart: (path, offset, bytes) => session.writePart(path, offset, bytes),
    rename: (from, to) => session.rename(from, to),
    remove: (path) => session.remove(path),
    disconnect: () => session.disconnect(),
  }
}
