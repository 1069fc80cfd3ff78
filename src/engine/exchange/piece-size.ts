/** A piece takes at most two seconds at the rate measured so far, so that a short-lived link still gets on (S20). */
export const pieceSecondsMax = 2
const pieceBytesMin = 16 * 1024
const pieceBytesMax = 4 * 1024 * 1024
export const firstPieceBytes = 64 * 1024

/** How large the next piece should be, from what the last one took. Pure. */
export const nextPieceBytes = (pieceBytes: number, tookMs: number): number => {
  const fitting = Math.floor((pieceBytes / Math.max(1, tookMs)) * 1000 * pieceSecondsMax)
  return Math.min(pieceBytesMax, Math.max(pieceBytesMin, fitting))
}
