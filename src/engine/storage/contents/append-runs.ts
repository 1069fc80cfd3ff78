import type { AppendFile } from '../../ports/index.ts'

const runBytesMax = 1024 * 1024

/** Appends pieces in large writes. Stops and returns false if a piece is missing. */
export const appendRuns = (file: AppendFile, pieces: Iterable<Uint8Array | null>): boolean => {
  let run: Uint8Array[] = []
  let runBytes = 0
  const write = (): void => {
    if (runBytes > 0) file.append(joined(run, runBytes))
    run = []
    runBytes = 0
  }
  for (const piece of pieces) {
    if (!piece) return false
    run.push(piece)
    runBytes += piece.length
    if (runBytes >= runBytesMax) write()
  }
  write()
  return true
}

const joined = (pieces: readonly Uint8Array[], sizeBytes: number): Uint8Array => {
  const all = new Uint8Array(sizeBytes)
  let at = 0
  for (const piece of pieces) {
    all.set(piece, at)
    at += piece.length
  }
  return all
}
