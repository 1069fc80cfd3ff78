import { CodecError } from '../binary/index.ts'
import type { Digest } from '../ports/index.ts'

/** Something in a copy's folder that is not as it was written. */
export interface Finding {
  /** Relative to the copy's folder. */
  readonly path: string
  /** `newer`: whole, and written by a newer engine; it is left alone. */
  readonly kind: 'damaged' | 'missing' | 'newer'
  readonly detail: string
}

export const damaged = (path: string, detail: string): Finding => ({ path, kind: 'damaged', detail })

export const missing = (path: string, detail: string): Finding => ({ path, kind: 'missing', detail })

const checksumBytes = 32

/**
 * What a reader makes of a file, or why it cannot be read. A file that ends in the checksum of what lies before it is
 * whole, whatever it says: then it is for a newer reader, and no damage.
 */
export const readOrFind = <T extends object>(
  file: { readonly path: string; readonly bytes: Uint8Array },
  digest: Digest,
  read: () => T,
): T | Finding => {
  try {
    return read()
  } catch (trouble) {
    if (!(trouble instanceof CodecError)) throw trouble
    const kind = isChecked(file.bytes, digest) ? 'newer' : 'damaged'
    return { path: file.path, kind, detail: trouble.message }
  }
}

export const isFinding = (found: object): found is Finding => 'kind' in found && 'detail' in found

const isChecked = (bytes: Uint8Array, digest: Digest): boolean => {
  const end = bytes.length - checksumBytes
  return end > 0 && bytes.subarray(end).toHex() === digest.sha256Hex(bytes.subarray(0, end))
}
