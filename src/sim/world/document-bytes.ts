import { type Kernel, streamKeys } from '../kernel/index.ts'

const patternBytes = 256

/**
 * The bytes of a saved document, different for each save. A pattern unique to the save fills it, which costs a memory
 * copy instead of a draw per byte.
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
