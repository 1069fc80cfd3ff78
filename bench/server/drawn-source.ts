import type { ByteSource } from '../../src/engine/storage/contents/index.ts'
import { documentOf } from '../drawn-documents.ts'

/** Far more than a chunk at the most, and not a divisor of anything, so that hardly two chunks are alike. */
const stretchBytes = 16_000_057

/** A large document that is made as it is read: each stretch is the first one, shifted by its number. */
export const drawnSource = (sizeBytes: number): ByteSource => {
  const stretch = documentOf(1, stretchBytes)
  return {
    sizeBytes,
    readPart: (offset, length) => {
      const bytes = new Uint8Array(length)
      for (let at = 0; at < length;) {
        const place = offset + at
        const from = place % stretchBytes
        const part = stretch.subarray(from, from + length - at)
        const number = Math.floor(place / stretchBytes)
        for (let each = 0; each < part.length; each += 1) bytes[at + each] = (part[each] ?? 0) ^ number
        at += part.length
      }
      return bytes
    },
  }
}
