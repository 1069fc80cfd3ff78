/**
 * Zstandard (RFC 8878), with windows of at most 8 MiB. Names and hashes cover uncompressed bytes, so libraries may
 * compress differently.
 */
export interface Compression {
  /** May return more bytes than it was given. Every library expands the output of every other. */
  compress(bytes: Uint8Array): Uint8Array
  /** Returns null if the bytes are damaged or do not expand to `sizeBytes`. Never allocates more than that. */
  expand(bytes: Uint8Array, sizeBytes: number): Uint8Array | null
}
