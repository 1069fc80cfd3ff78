import { invariant } from '../../invariant.ts'
import type { Carrier } from './carrier.ts'
import { carriedOut, presentOrNull } from './exchange-trouble.ts'
import { firstPieceBytes, nextPieceBytes, pieceBytesMaxAt, surelyFlushed } from './piece-size.ts'

/** A file sent in pieces, under a name that nobody reads until it is complete. */
export interface PieceTransfer {
  readonly incoming: string
  readonly path: string
  readonly sizeBytes: number
  /** Returns null if the bytes are gone or damaged. */
  readonly read: (offset: number, length: number) => Uint8Array | null
}

/** Resumes an earlier attempt at the last flushed piece. Returns how many bytes are over there, or 0 if the source cannot be read. */
export const sendPieces = async (
  { session, contents, clock }: Carrier,
  { incoming, path, sizeBytes, read }: PieceTransfer,
): Promise<number> => {
  const there = presentOrNull(await session.sizeBytes(incoming)) ?? 0
  // Pieces acknowledged to this program are flushed. For others, the length proves nothing.
  const answered = contents.answeredBytes(incoming)
  const resumedAt = Math.min(sizeBytes, answered > 0 && answered <= there ? answered : surelyFlushed(there))
  let pieceBytes = firstPieceBytes
  for (let at = resumedAt; at < sizeBytes;) {
    const piece = read(at, Math.min(pieceBytes, pieceBytesMaxAt(at), sizeBytes - at))
    if (!piece) return 0
    invariant(piece.length > 0, 'a file has bytes up to its length')
    const startMs = clock.nowMs()
    carriedOut(await session.writePart(incoming, at, piece))
    at += piece.length
    contents.answered(incoming, at)
    pieceBytes = nextPieceBytes(piece.length, clock.nowMs() - startMs)
  }
  carriedOut(await session.rename(incoming, path))
  contents.answered(incoming, 0)
  return sizeBytes - resumedAt
}
