/** A piece takes at most 2 s at the measured rate, so that short-lived links still make progress (S20). */
export const pieceSecondsMax = 2
const pieceBytesMin = 16 * 1024
const pieceBytesMax = 4 * 1024 * 1024
export const firstPieceBytes = 64 * 1024

export const nextPieceBytes = (pieceBytes: number, tookMs: number): number => {
  const fitting = Math.floor((pieceBytes / Math.max(1, tookMs)) * 1000 * pieceSecondsMax)
  return Math.min(pieceBytesMax, Math.max(pieceBytesMin, fitting))
}

/**
 * Largest piece at an offset. Grows with the offset, so that a file's size bounds its last piece: see {@link
 * surelyFlushed}. Pure.
 */
export const pieceBytesMaxAt = (offset: number): number =>
  Math.min(pieceBytesMax, Math.max(firstPieceBytes, Math.floor(offset / 4)))

/**
 * Flushed bytes of an unfinished file: all but its last possible piece. A host that loses power during a
 * write may keep the length but zero the bytes. Pure.
 */
export const surelyFlushed = (sizeBytes: number): number => {
  const start = Math.min(sizeBytes - firstPieceBytes, Math.floor((sizeBytes * 4) / 5))
  return Math.max(0, start, sizeBytes - pieceBytesMax)
}
