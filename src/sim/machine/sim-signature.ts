import type { Digest, Signature } from '../../engine/ports/index.ts'

const halfBytes = 32

/**
 * Simulated signatures: two digests over public key and message. Knowing the public key suffices to forge one, but no
 * part of a world does. They cost a hundredth of Ed25519. Any other key, message or bit fails to verify.
 */
export const simSignature = (digest: Digest): Signature => {
  const publicOf = (privateKey: Uint8Array): Uint8Array => hashOf(digest, 'public key', privateKey)
  const signatureOf = (publicKey: Uint8Array, message: Uint8Array): Uint8Array => {
    const half = hashOf(digest, 'signature', publicKey, message)
    const whole = new Uint8Array(2 * halfBytes)
    whole.set(half)
    whole.set(half, halfBytes)
    return whole
  }
  return {
    keyPair: (seed) => ({ privateKey: seed.slice(), publicKey: publicOf(seed) }),
    sign: (privateKey, message) => signatureOf(publicOf(privateKey), message),
    verify: (publicKey, message, signature) =>
      signature.length === 2 * halfBytes && Buffer.compare(signatureOf(publicKey, message), signature) === 0,
  }
}

const hashOf = (digest: Digest, ...parts: readonly (string | Uint8Array)[]): Uint8Array =>
  Uint8Array.fromHex(digest.sha256Hex(Buffer.concat(parts.map((part) => Buffer.from(part)))))
