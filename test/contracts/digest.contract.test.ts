import { describe, expect, test } from 'vitest'

import type { Digest } from '../../src/engine/ports/digest.ts'
import { realDigest } from '../../src/real/machine/real-digest.ts'
import { SimDigest } from '../../src/sim/machine/sim-digest.ts'

const digests: Record<string, () => Digest> = {
  'the system’s': () => realDigest,
  'of a simulated world': () => new SimDigest(),
}

// The examples of FIPS 180-4.
const empty = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
const millionTimesA = 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0'

describe.each(Object.entries(digests))('digest: %s', (_name, make) => {
  test('the published examples come out', () => {
    const digest = make()
    const bytes = (text: string) => new TextEncoder().encode(text)

    expect(digest.sha256Hex(new Uint8Array(0))).toBe(empty)
    expect(digest.sha256Hex(bytes('abc'))).toBe(abc)
    expect(digest.sha256Hex(bytes('a'.repeat(1_000_000)))).toBe(millionTimesA)
  })

  test('a part of a larger buffer counts alone', () => {
    const bytes = new TextEncoder().encode('xxabcxx')

    expect(make().sha256Hex(bytes.subarray(2, 5))).toBe(abc)
  })

  test('bytes that were changed have another digest', () => {
    const digest = make()
    const bytes = new TextEncoder().encode('abd')
    const before = digest.sha256Hex(bytes)

    bytes[2] = 'c'.charCodeAt(0)

    expect(before).not.toBe(abc)
    expect(digest.sha256Hex(bytes)).toBe(abc)
    expect(digest.sha256Hex(bytes)).toBe(abc)
  })
})
