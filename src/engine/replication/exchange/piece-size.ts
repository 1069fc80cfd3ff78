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

/**
 * The largest piece that may be written at an offset. It grows with what is there already, so that whoever finds a file of
 * some size knows where its last piece began at the earliest: see {@link surelyFlushed}. Pure.
 */
export const pieceBytesMaxAt = (offset: number): number =>
  Math.min(pieceBytesMax, Math.max(firstPieceBytes, Math.floor(offset / 4)))

/**
 * How much of an unfinished file was surely flushed, where `sizeBytes` of it are found: all but what may have been the
 * last piece. A host that lost its power while it took that on has the file's length, and zeros in it. Pure.
 */
export const surelyFlushed = (sizeBytes: number): number => {
  const start = Math.min(sizeBytes - firstPieceBytes, Math.floor((sizeBytes * 4) / 5))
  return Math.max(0, start, sizeBytes - pieceBytesMax)
}
