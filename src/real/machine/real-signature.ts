import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'

import type { Signature } from '../../engine/ports/index.ts'

// DER prefixes of a 32-byte key (RFC 8410, sections 4 and 7).
const privatePrefix = Buffer.from('302e020100300506032b657004220420', 'hex')
const publicPrefix = Buffer.from('302a300506032b6570032100', 'hex')

/** Ed25519 (RFC 8032), by OpenSSL. */
export const realSignature: Signature = {
  keyPair: (seed) => {
    const spki = createPublicKey(privateKeyOf(seed)).export({ format: 'der', type: 'spki' })
    return { privateKey: seed.slice(), publicKey: new Uint8Array(spki.subarray(publicPrefix.length)) }
  },
  sign: (privateKey, message) => new Uint8Array(sign(null, message, privateKeyOf(privateKey))),
  verify: (publicKey, message, signature) => {
    const key = publicKeyOf(publicKey)
    return key !== null && verify(null, message, key, signature)
  },
}

const privateKeyOf = (seed: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([privatePrefix, seed]), format: 'der', type: 'pkcs8' })

const publicKeyOf = (bytes: Uint8Array): KeyObject | null => {
  try {
    return createPublicKey({ key: Buffer.concat([publicPrefix, bytes]), format: 'der', type: 'spki' })
  } catch {
    return null
  }
}
