export interface Digest {
  /** SHA-256 of the bytes, as 64 hexadecimal digits. */
  sha256Hex(bytes: Uint8Array): string
}
