import { describe, expect, test } from 'vitest'

import {
  privateKeyBytes,
  publicKeyBytes,
  type Signature,
  signatureBytes,
} from '../../src/engine/ports/signature.ts'
import { realSignature } from '../../src/real/machine/real-signature.ts'
import { SimDigest } from '../../src/sim/machine/sim-digest.ts'
import { simSignature } from '../../src/sim/machine/sim-signature.ts'

const schemes: Record<string, () => Signature> = {
  'the system’s': () => realSignature,
  'of a simulated world': () => simSignature(new SimDigest()),
}

const seedOf = (byte: number): Uint8Array => new Uint8Array(privateKeyBytes).fill(byte)
const message = new TextEncoder().encode('what was signed')

describe.each(Object.entries(schemes))('signature: %s', (_name, make) => {
  test('what a key signed is verified by its public half', () => {
    const scheme = make()
    const { publicKey, privateKey } = scheme.keyPair(seedOf(1))
    const signature = scheme.sign(privateKey, message)

    expect(publicKey).toHaveLength(publicKeyBytes)
    expect(signature).toHaveLength(signatureBytes)
    expect(scheme.verify(publicKey, message, signature)).toBe(true)
  })

  test('the same seed gives the same keys, and the same message the same signature', () => {
    const scheme = make()
    const { publicKey, privateKey } = scheme.keyPair(seedOf(2))

    expect(make().keyPair(seedOf(2))).toEqual({ publicKey, privateKey })
    expect(make().sign(privateKey, message)).toEqual(scheme.sign(privateKey, message))
  })

  test('different seeds give different keys', () => {
    const scheme = make()

    expect(scheme.keyPair(seedOf(1)).publicKey).not.toEqual(scheme.keyPair(seedOf(2)).publicKey)
  })

  test('another key, and every byte that changed in message or signature, is refused', () => {
    const scheme = make()
    const { publicKey, privateKey } = scheme.keyPair(seedOf(3))
    const signature = scheme.sign(privateKey, message)
    const refused = [
      scheme.verify(scheme.keyPair(seedOf(4)).publicKey, message, signature),
      ...everyByteChanged(message).map((changed) => scheme.verify(publicKey, changed, signature)),
      ...everyByteChanged(signature).map((changed) => scheme.verify(publicKey, message, changed)),
    ]

    expect(refused).toEqual(refused.map(() => false))
  })

  test('what is no key or no signature is refused, and nothing is thrown', () => {
    const scheme = make()
    const { publicKey, privateKey } = scheme.keyPair(seedOf(5))
    const signature = scheme.sign(privateKey, message)
    const lengths = [0, 1, 31, 33, 63, 65, 128]

    for (const length of lengths) {
      expect(scheme.verify(new Uint8Array(length), message, signature)).toBe(false)
      expect(scheme.verify(publicKey, message, new Uint8Array(length))).toBe(false)
    }
  })

  test('a signature stays what it is when its key pair is changed afterwards', () => {
    const scheme = make()
    const seed = seedOf(6)
    const { publicKey, privateKey } = scheme.keyPair(seed)
    const signature = scheme.sign(privateKey, message)

    seed.fill(0)

    expect(scheme.verify(publicKey, message, signature)).toBe(true)
    expect(scheme.sign(privateKey, message)).toEqual(signature)
  })
})

// RFC 8032, section 7.1, tests 1 and 3.
test.each([
  {
    seed: '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
    publicKey: 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    message: '',
    signature:
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  },
  {
    seed: 'c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7',
    publicKey: 'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
    message: 'af82',
    signature:
      '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
  },
])('the system’s is Ed25519, by the published example of message "$message"', (example) => {
  const { publicKey, privateKey } = realSignature.keyPair(Uint8Array.fromHex(example.seed))

  expect(publicKey.toHex()).toBe(example.publicKey)
  expect(realSignature.sign(privateKey, Uint8Array.fromHex(example.message)).toHex()).toBe(example.signature)
})

const everyByteChanged = (bytes: Uint8Array): readonly Uint8Array[] =>
  Array.from(bytes, (byte, at) => {
    const changed = bytes.slice()
    changed[at] = byte ^ 1
    return changed
  })
