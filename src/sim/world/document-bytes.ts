import { type Kernel, streamKeys } from '../kernel/index.ts'

const patternBytes = 256

/**
 * The bytes of a document that somebody saves: no two saves alike. A pattern of the save's own fills it, which costs
 * a copy of memory and not a draw a byte.
 */
export const documentBytes = (kernel: Kernel, save: string, sizeBytes: number): Uint8Array => {
  const bytes = new Uint8Array(sizeBytes)
  const pattern = kernel.random.stream(streamKeys.documents).bytes(Math.min(patternBytes, sizeBytes), save)
  bytes.set(pattern)
  for (let filled = pattern.length; filled < sizeBytes; filled *= 2) {
    bytes.copyWithin(filled, 0, Math.min(filled, sizeBytes - filled))
  }
  return bytes
}
