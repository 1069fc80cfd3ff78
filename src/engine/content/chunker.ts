import { gear } from './gear.ts'

export interface ChunkSizes {
  readonly minBytes: number
  readonly averageBits: number
  readonly maxBytes: number
}

/**
 * Part of the format. Measured on ten documents of 20 MB (`bench/chunk-sizes.ts`). Half the length saves a
 * fifth per change and doubles the list. With twice the length, some insertions in front resend 100 kB.
 */
export const chunkSizes: ChunkSizes = { minBytes: 2048, averageBits: 13, maxBytes: 32_768 }

/**
 * Makes cuts rarer below the average length and more frequent above it: "normalised chunking", level 1. Level 2
 * narrows the lengths, but takes up to three times as long to find the old cuts again.
 */
const normalBits = 1

/**
 * Pure: returns the end of the chunk that begins at `from`. The 32 preceding bytes alone decide a cut. So an
 * insertion moves later cuts without changing them (FastCDC: Xia et al., USENIX ATC 2016).
 */
export const cutAfter = (
  bytes: Uint8Array,
  from: number,
  end: number,
  { minBytes, averageBits, maxBytes }: ChunkSizes = chunkSizes,
): number => {
  const last = Math.min(end, from + maxBytes)
  const normal = Math.min(last, from + 2 ** averageBits)
  const hardShift = 32 - averageBits - normalBits
  const easyShift = 32 - averageBits + normalBits
  let at = from + minBytes
  if (at >= last) return last
  let mix = 0
  for (let near = at - 32; near < at; near += 1) mix = ((mix << 1) + (gear[bytes[near] ?? 0] ?? 0)) | 0
  for (; at < normal; at += 1) {
    if (mix >>> hardShift === 0) return at
    mix = ((mix << 1) + (gear[bytes[at] ?? 0] ?? 0)) | 0
  }
  for (; at < last; at += 1) {
    if (mix >>> easyShift === 0) return at
    mix = ((mix << 1) + (gear[bytes[at] ?? 0] ?? 0)) | 0
  }
  return last
}

/** Cuts a stream into chunks, independent of its pieces. A chunk is valid until the next one is requested. */
export function* chunksOf(
  pieces: Iterable<Uint8Array>,
  sizes: ChunkSizes = chunkSizes,
): Generator<Uint8Array, void, undefined> {
  let held = new Uint8Array(0)
  for (const piece of pieces) {
    held = joined(held, piece)
    let from = 0
    // Yields only cuts that further bytes cannot move.
    while (held.length - from >= sizes.maxBytes) {
      const end = cutAfter(held, from, held.length, sizes)
      yield held.subarray(from, end)
      from = end
    }
    held = held.subarray(from)
  }
  for (let from = 0; from < held.length;) {
    const end = cutAfter(held, from, held.length, sizes)
    yield held.subarray(from, end)
    from = end
  }
}

const joined = (held: Uint8Array, piece: Uint8Array): Uint8Array<ArrayBuffer> => {
  const both = new Uint8Array(held.length + piece.length)
  both.set(held)
  both.set(piece, held.length)
  return both
}
