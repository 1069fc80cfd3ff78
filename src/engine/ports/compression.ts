/**
 * Zstandard (RFC 8878), with windows of 8 MiB at most. Names and hashes are of what is not compressed, so that two
 * libraries which compress differently make the same history.
 */
export interface Compression {
  /** May be longer than what it was given. What one library compresses, every other expands. */
  compress(bytes: Uint8Array): Uint8Array
  /** Null where the bytes are damaged, or come to anything but `sizeBytes`; never holds more than those. */
  expand(bytes: Uint8Array, sizeBytes: number): Uint8Array | null
}
