export interface Digest {
  /** SHA-256 of the bytes, as 64 hexadecimal digits. */
  sha256Hex(bytes: Uint8Array): string
  /** The same for what is too long to be held at once. */
  sha256Stream(): DigestStream
}

export interface DigestStream {
  update(bytes: Uint8Array): void
  /** Ends the stream. */
  hex(): string
}
