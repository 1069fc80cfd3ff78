import { CodecError } from '../binary/index.ts'
import type { Digest } from '../ports/index.ts'

export interface Finding {
  /** Relative to the copy's folder. */
  readonly path: string
  /** `newer`: undamaged, but from a newer engine, and so left alone. */
  readonly kind: 'damaged' | 'missing' | 'newer'
  readonly detail: string
}

export const damaged = (path: string, detail: string): Finding => ({ path, kind: 'damaged', detail })

export const missing = (path: string, detail: string): Finding => ({ path, kind: 'missing', detail })

const checksumBytes = 32

/**
 * Decodes a file, or returns why that fails. A right checksum at its end proves the file undamaged, so it must be
 * from a newer engine.
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
