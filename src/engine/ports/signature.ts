/** Raw bytes. The public key verifies, the private key signs. */
export interface KeyPair {
  readonly publicKey: Uint8Array
  readonly privateKey: Uint8Array
}

/** Sizes in bytes, for Ed25519 (RFC 8032). */
export const publicKeyBytes = 32
export const privateKeyBytes = 32
export const signatureBytes = 64

/** Signs and verifies. The same bytes give the same answer on every machine. */
export interface Signature {
  /** Derives the key pair from a seed of {@link privateKeyBytes}. The seed must come from good randomness. */
  keyPair(seed: Uint8Array): KeyPair
  sign(privateKey: Uint8Array, message: Uint8Array): Uint8Array
  /** Returns false for a malformed key or signature too. */
  verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean
}
