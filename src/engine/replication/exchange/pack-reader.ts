import type { ListEntry } from '../../content/index.ts'
import type { Packs } from '../../storage/contents/index.ts'

/** Reads a part of a pack assembled on the fly. Returns null if a chunk is missing. */
export type PackReader = (offset: number, length: number) => Uint8Array | null

/** Reads must be sequential, from any start. Verifies each chunk that it returns. */
export const packReader = (front: Uint8Array, chunks: readonly ListEntry[], packs: Packs): PackReader => {
  let next = 0
  let nextAt = front.length
  return (offset, length) => {
    const part = new Uint8Array(length)
    let filled = 0
    if (offset < front.length) {
      const head = front.subarray(offset, offset + length)
      part.set(head)
      filled = head.length
    }
    while (filled < length) {
      const chunk = chunks[next]
      if (!chunk) return part.subarray(0, filled)
      const from = offset + filled - nextAt
      if (from < chunk.sizeBytes) {
        const bytes = packs.bytesOf(chunk.hash)
        if (!bytes) return null
        const fitting = bytes.subarray(from, from + length - filled)
        part.set(fitting, filled)
        filled += fitting.length
        if (from + fitting.length < chunk.sizeBytes) continue
      }
      next += 1
      nextAt += chunk.sizeBytes
    }
    return part
  }
}
