export interface Digest {
  /** SHA-256 of the bytes, as 64 hexadecimal digits. */
  sha256Hex(bytes: Uint8Array): string
  /** For input that is too long to hold in memory. */
  sha256Stream(): DigestStream
}

export interface DigestStream {
  update(bytes: Uint8Array): void
  hex(): string
}
