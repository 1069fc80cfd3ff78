/** Bytes of which no stretch comes twice, the same for the same seed (xorshift32). */
export const unlikeBytes = (sizeBytes: number, seed = 1): Uint8Array => {
  const bytes = new Uint8Array(sizeBytes)
  let word = Math.imul(seed, 0x9e3779b9) | 1
  for (let at = 0; at < sizeBytes; at += 1) {
    word ^= word << 13
    word ^= word >>> 17
    word ^= word << 5
    bytes[at] = word >>> 8
  }
  return bytes
}

/** The same bytes with others written over them from a place on. */
export const overwritten = (bytes: Uint8Array, at: number, other: Uint8Array): Uint8Array => {
  const changed = bytes.slice()
  changed.set(other, at)
  return changed
}

/** The same bytes with others put in at a place. */
export const inserted = (bytes: Uint8Array, at: number, other: Uint8Array): Uint8Array => {
  const longer = new Uint8Array(bytes.length + other.length)
  longer.set(bytes.subarray(0, at))
  longer.set(other, at)
  longer.set(bytes.subarray(at), at + other.length)
  return longer
}
