import type { RangePorts } from '../codec/index.ts'
import type { LineId } from '../identifier/index.ts'
import { type Heads, type HeadsEntry, type MissingBlocks, missingHere } from '../log/index.ts'
import type { Digest, ShareAnswer, ShareSession } from '../ports/index.ts'
import {
  ExchangeInterrupted,
  fetchBlocks,
  noHeads,
  presentOrNull,
  readHeads,
} from '../replication/exchange/index.ts'
import { lineFolder, paths } from '../storage/folder/index.ts'
import { salvageSegment } from '../storage/journal/index.ts'
import type { KnownLines, Piece } from './known-lines.ts'

/** What another copy's folder holds of the lines: what it shows to visitors, and what lies in its journal alone. */
export interface Offer {
  readonly session: ShareSession
  readonly heads: Heads
  readonly journal: readonly Piece[]
}

/** Rejects with ExchangeInterrupted where nothing can be read. */
export const readOffer = async (session: ShareSession, digest: Digest): Promise<Offer> => {
  const listed = listedOnce(session)
  const { heads } = await readHeads(listed, digest, noHeads)
  return { session: listed, heads, journal: await readJournal(listed, digest) }
}

/**
 * Takes what is offered of every line beyond what is here. A block that is damaged there ends its line, and no more: the
 * next copy is asked for the rest. Returns what could not be taken. Rejects with ExchangeInterrupted where the other
 * folder is lost.
 */
export const fetchLost = async (
  offer: Offer,
  ports: RangePorts,
  known: KnownLines,
): Promise<readonly string[]> => {
  const troubles: string[] = []
  known.take(offer.journal)
  for (const entry of offer.heads.values()) {
    const trouble = await fetchLine(offer.session, ports, known, entry)
    if (trouble !== null) troubles.push(trouble)
  }
  return troubles
}

/** Whether both folders have a line in common, whose ids are drawn anew for each copy: they hold one client file. */
export const isSameHistory = ({ heads, journal }: Offer, known: KnownLines): boolean =>
  [...heads.keys(), ...journal.map(({ range }) => range.line)].some(
    (line) => known.histories.receivedSeq(line) > 0,
  )

// Its owner may be appending to it, or have gone without sealing it: whatever is whole is good.
const readJournal = async (session: ShareSession, digest: Digest): Promise<readonly Piece[]> => {
  const pieces: Piece[] = []
  for (const name of presentOrNull(await session.list(paths.journalFolder)) ?? []) {
    const path = `${paths.journalFolder}/${name}`
    const bytes = presentOrNull(await session.read(path))
    if (bytes) pieces.push(...salvageSegment(bytes, digest).map((range) => ({ path, range })))
  }
  return pieces
}

const fetchLine = async (
  session: ShareSession,
  ports: RangePorts,
  known: KnownLines,
  entry: HeadsEntry,
): Promise<string | null> => {
  const { line } = entry
  const heads = new Map([[line, entry]])
  const stray = new Set<LineId>()
  for (;;) {
    const missing = missingHere(heads, known.histories, stray)
    if (missing.length === 0) return null
    const before = known.events
    const ranges = await readOrSay(() => fetchBlocks(session, ports, missing.map(nextOf), known.histories))
    if (typeof ranges === 'string') return ranges
    known.take(ranges.map((range) => ({ path: lineFolder(line), range })))
    if (known.events > before) continue
    // What comes meets nothing here: of another history, all of it is needed.
    if (stray.has(line)) return `${lineFolder(line)}: not all that its heads name is there`
    stray.add(line)
  }
}

// One block after the other, so that a bad one costs no more than what follows it. A history is not cut like that.
const nextOf = (missing: MissingBlocks): MissingBlocks =>
  missing.isSplit ? missing : { ...missing, blocks: missing.blocks.slice(0, 1) }

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
