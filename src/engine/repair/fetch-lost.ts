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

/** What another copy's folder holds of the lines: what it shows to visitors, and what lies in its journal alone. */
export interface Offer {
  readonly session: ShareSession
  readonly versions: VersionVector
  readonly wal: readonly Piece[]
}

/** Rejects with ExchangeInterrupted where nothing can be read. */
export const readOffer = async (session: ShareSession, digest: Digest): Promise<Offer> => {
  const listed = listedOnce(session)
  const { versions } = await readVersions(listed, digest, noVersions)
  return { session: listed, versions, wal: await readWal(listed, digest) }
}

/**
 * Takes what is offered of every line beyond what is here. A block that is damaged there ends its line, and no more: the
 * next copy is asked for the rest. Returns what could not be taken. Rejects with ExchangeInterrupted where the other
 * folder is lost.
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

/** Whether both folders have a line in common, whose ids are drawn anew for each copy: they hold one client file. */
export const isSameHistory = ({ versions, wal }: Offer, known: KnownLogs): boolean =>
  [...versions.keys(), ...wal.map(({ range }) => range.log)].some(
    (logId) => known.histories.receivedSeq(logId) > 0,
  )

// Its owner may be appending to it, or have gone without sealing it: whatever is whole is good.
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
    // What comes meets nothing here: of another history, all of it is needed.
    if (stray.has(logId)) return `${logFolder(logId)}: not all that its heads name is there`
    stray.add(logId)
  }
}

// One block after the other, so that a bad one costs no more than what follows it. A history is not cut like that.
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

// One block after the other is asked for, and each would list its line's folder anew.
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
