import { describe, expect, test } from 'vitest'

import type { Compression } from '../../src/engine/ports/compression.ts'
import { realCompression } from '../../src/real/machine/real-compression.ts'

// The world has none: its copies write plain ranges.
const implementations: readonly (readonly [string, Compression])[] = [
  ['zstd of this machine', realCompression],
]

const text = new TextEncoder().encode('trial balance, '.repeat(400))

describe.each(implementations)('compression: %s', (_, compression) => {
  test('bytes come back as they were', () => {
    for (const bytes of [text, new Uint8Array(0), Uint8Array.of(7)])
      expect(compression.expand(compression.compress(bytes), bytes.length)).toEqual(bytes)
  })

  test('many bytes come back as well, whatever they are', () => {
    const bytes = Uint8Array.from({ length: 20_000_000 }, (_, at) => Math.imul(at, at ^ 0x9e3779b1) >>> 13)
    const back = compression.expand(compression.compress(bytes), bytes.length)
    expect(Buffer.compare(back ?? new Uint8Array(0), bytes)).toBe(0)
  })

  test('what repeats becomes shorter', () => {
    expect(compression.compress(text).length).toBeLessThan(text.length / 20)
  })

  test('what would be longer or shorter than was said is nothing', () => {
    const compressed = compression.compress(text)
    expect(compression.expand(compressed, text.length - 1)).toBeNull()
    expect(compression.expand(compressed, text.length + 1)).toBeNull()
    expect(compression.expand(compressed, 0)).toBeNull()
  })

  test('a hundred megabytes that were made of a few thousand are not made where a few were said', () => {
    const bomb = compression.compress(new Uint8Array(100 * 1024 * 1024))
    expect(bomb.length).toBeLessThan(100_000)
    expect(compression.expand(bomb, 1000)).toBeNull()
  })

  test('what was not compressed, or was cut off, is nothing', () => {
    expect(compression.expand(text, text.length)).toBeNull()
    expect(compression.expand(new Uint8Array(0), 10)).toBeNull()
    const compressed = compression.compress(text)
    for (let end = 1; end < compressed.length; end += 1)
      expect(compression.expand(compressed.subarray(0, end), text.length)).toBeNull()
  })
})
