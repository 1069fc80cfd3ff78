import type { Contents } from '../folder/contents.ts'
import { contentPath, incomingPath } from '../folder/layout.ts'
import { type Clock } from '../ports/clock.ts'
import type { ShareSession } from '../ports/share-client.ts'
import { carriedOut, presentOrNull } from './trouble.ts'

/** A piece takes at most two seconds at the rate measured so far, so that a short-lived link still gets on (S20). */
export const pieceSecondsMax = 2
const pieceBytesMin = 16 * 1024
const pieceBytesMax = 4 * 1024 * 1024
const firstPieceBytes = 64 * 1024

/** How large the next piece should be, from what the last one took. Pure. */
export const nextPieceBytes = (pieceBytes: number, tookMs: number): number => {
  const fitting = Math.floor((pieceBytes / Math.max(1, tookMs)) * 1000 * pieceSecondsMax)
  return Math.min(pieceBytesMax, Math.max(pieceBytesMin, fitting))
}

/**
 * The largest piece that may be written at an offset. It grows with what is there already, so that whoever finds a file of
 * some size knows where its last piece began at the earliest: see {@link surelyFlushed}. Pure.
 */
export const pieceBytesMaxAt = (offset: number): number =>
  Math.min(pieceBytesMax, Math.max(firstPieceBytes, Math.floor(offset / 8)))

/**
 * How much of an unfinished file was surely flushed, where `sizeBytes` of it are found: all but what may have been the
 * last piece. A host that lost its power while it took that on has the file's length, and zeros in it. Pure.
 */
export const surelyFlushed = (sizeBytes: number): number => {
  const start = Math.min(sizeBytes - firstPieceBytes, Math.floor((sizeBytes * 8) / 9))
  return Math.max(0, start, sizeBytes - pieceBytesMax)
}

export interface Carrier {
  readonly session: ShareSession
  readonly contents: Contents
  readonly clock: Clock
  /** Tells apart the transfers of different carriers into one folder. */
  readonly by: string
}

/** Fetches a document's bytes, going on where an earlier try broke off. False where the other side has them not. */
export const fetchContent = async (carrier: Carrier, hash: string, sizeBytes: number): Promise<boolean> => {
  const { session, contents, clock, by } = carrier
  let pieceBytes = firstPieceBytes
  for (let at = contents.incomingBytes(hash, by); at < sizeBytes;) {
    const startMs = clock.nowMs()
    const piece = presentOrNull(
      await session.readPart(contentPath(hash), at, Math.min(pieceBytes, sizeBytes - at)),
    )
    if (!piece || piece.length === 0) return false
    if (piece.length === sizeBytes) return contents.adopt(hash, piece)
    contents.addIncoming(hash, by, piece)
    at += piece.length
    pieceBytes = nextPieceBytes(piece.length, clock.nowMs() - startMs)
  }
  if (sizeBytes === 0) contents.addIncoming(hash, by, new Uint8Array(0))
  return contents.adoptIncoming(hash, by)
}

/** Brings a document's bytes over, unless they are there. It appears under its name only when all of it has arrived. */
export const sendContent = async (carrier: Carrier, hash: string, sizeBytes: number): Promise<number> => {
  const { session, contents, clock, by } = carrier
  if (presentOrNull(await session.sizeBytes(contentPath(hash))) !== null) return 0
  if (sizeBytes <= firstPieceBytes) return sendWhole(carrier, hash)
  const incoming = incomingPath(hash, by)
  const there = presentOrNull(await session.sizeBytes(incoming)) ?? 0
  // What it answered was flushed; of what it has beyond that, or had before this program began, not even that is known.
  const answered = contents.answeredBytes(incoming)
  let at = Math.min(sizeBytes, answered > 0 && answered <= there ? answered : surelyFlushed(there))
  const resumedAt = at
  let pieceBytes = firstPieceBytes
  do {
    const piece = contents.readPart(hash, at, Math.min(pieceBytes, pieceBytesMaxAt(at), sizeBytes - at))
    if (!piece) return 0
    const startMs = clock.nowMs()
    carriedOut(await session.writePart(incoming, at, piece))
    at += piece.length
    contents.answered(incoming, at)
    pieceBytes = nextPieceBytes(piece.length, clock.nowMs() - startMs)
  } while (at < sizeBytes)
  carriedOut(await session.rename(incoming, contentPath(hash)))
  contents.answered(incoming, 0)
  return at - resumedAt
}

// What goes over in one piece needs no place to wait for the next.
const sendWhole = async ({ session, contents }: Carrier, hash: string): Promise<number> => {
  const bytes = contents.get(hash)
  if (!bytes) return 0
  carriedOut(await session.writeWhole(contentPath(hash), bytes))
  return bytes.length
}
