/** Both as raw bytes: whoever reads the public one knows who signed, whoever has the private one can sign. */
export interface KeyPair {
  readonly publicKey: Uint8Array
  readonly privateKey: Uint8Array
}

/** Sizes in bytes, as of Ed25519 (RFC 8032). */
export const publicKeyBytes = 32
export const privateKeyBytes = 32
export const signatureBytes = 64

/** Signs and verifies. The same bytes give the same answer on every machine. */
export interface Signature {
  /** The key pair of a seed of {@link privateKeyBytes}, which must have come from good randomness. */
  keyPair(seed: Uint8Array): KeyPair
  /** {@link signatureBytes} over the message. */
  sign(privateKey: Uint8Array, message: Uint8Array): Uint8Array
  /** False also for what is no key, or no signature. */
  verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean
}
