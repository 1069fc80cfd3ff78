import { createHash } from 'node:crypto'

/** Bytes that nothing compresses, the same for the same seed. */
export const documentOf = (seed: number, sizeBytes: number): Uint8Array => {
  const hash = createHash('shake256', { outputLength: sizeBytes }).update(`document ${seed}`)
  return new Uint8Array(hash.digest())
}

/** One kilobyte in the middle is another one. */
export const changedInTheMiddle = (bytes: Uint8Array, seed: number): Uint8Array => {
  const changed = bytes.slice()
  changed.set(documentOf(seed + 1_000_000, 1024), Math.floor(bytes.length / 2))
  return changed
}

/** A hundred bytes more in front. */
export const insertedInFront = (bytes: Uint8Array, seed: number): Uint8Array => {
  const longer = new Uint8Array(bytes.length + 100)
  longer.set(documentOf(seed + 2_000_000, 100))
  longer.set(bytes, 100)
  return longer
}
