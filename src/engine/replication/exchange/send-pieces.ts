import { invariant } from '../../invariant.ts'
import type { Carrier } from './carrier.ts'
import { carriedOut, presentOrNull } from './exchange-trouble.ts'
import { firstPieceBytes, nextPieceBytes, pieceBytesMaxAt, surelyFlushed } from './piece-size.ts'

/** A file that is brought over piece by piece, under a name that nobody reads until it is whole. */
export interface PieceTransfer {
  readonly incoming: string
  readonly path: string
  readonly sizeBytes: number
  /** Null where the bytes are not here any more, or not what they should be. */
  readonly read: (offset: number, length: number) => Uint8Array | null
}

/** Goes on where an earlier try broke off. Returns the bytes that were written now: none where they could not be read. */
export const sendPieces = async (
  { session, contents, clock }: Carrier,
  { incoming, path, sizeBytes, read }: PieceTransfer,
): Promise<number> => {
  const there = presentOrNull(await session.sizeBytes(incoming)) ?? 0
  // What it answered was flushed; of what it has beyond that, or had before this program began, not even that is known.
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
