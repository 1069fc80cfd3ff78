import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import type { Cause } from '../../../src/plan/keys/cause-key.ts'
import { createRandomness } from '../../../src/sim/kernel/randomness.ts'
import { streamKeys } from '../../../src/sim/kernel/stream-keys.ts'
import { anyCause, anyStreamKey } from './unfrozen-keys.ts'

const seed = fc.integer({ min: 0, max: 4_294_967_295 })
const part: fc.Arbitrary<string | number> = fc.oneof(fc.string({ maxLength: 12 }), fc.nat())
const cause: fc.Arbitrary<Cause> = fc.array(part, { maxLength: 4 })
const range = fc.tuple(fc.integer({ min: -1000, max: 1000 }), fc.nat(1000))

const streamOf = (ofSeed = 1, name = 'work') => createRandomness(ofSeed).stream(anyStreamKey(name))
const causes = Array.from({ length: 20_000 }, (_, index): Cause => [`item-${index}`, 'value'])

describe('randomness', () => {
  test('the same cause always draws the same', () => {
    fc.assert(
      fc.property(seed, cause, (ofSeed, of) => {
        const stream = streamOf(ofSeed)
        const first = stream.unit(...of)

        expect(stream.unit(...of)).toBe(first)
        expect(streamOf(ofSeed).unit(...of)).toBe(first)
      }),
    )
  })

  test('draws for other causes shift nothing', () => {
    fc.assert(
      fc.property(fc.array(cause), cause, (others, of) => {
        const stream = streamOf()
        for (const other of others) stream.unit(...other)

        expect(stream.unit(...of)).toBe(streamOf().unit(...of))
      }),
    )
  })

  test('streams opened in another order draw the same', () => {
    const random = createRandomness(7)
    random.stream(streamKeys.faults).unit(...anyCause('drop-1'))
    random.stream(streamKeys.engine).bytes(16, ...anyCause('line'))

    const of = anyCause('ann-1')
    expect(random.stream(streamKeys.work).unit(...of)).toBe(
      createRandomness(7)
        .stream(streamKeys.work)
        .unit(...of),
    )
  })

  test('streams and seeds are independent of each other', () => {
    const drawn = (ofSeed: number, name: string) =>
      causes.slice(0, 100).map((of) => streamOf(ofSeed, name).unit(...of))
    const all = [
      ...drawn(1, 'work'),
      ...drawn(1, 'faults'),
      ...drawn(2, 'work'),
      ...drawn(4_294_967_295, 'work'),
    ]

    expect(new Set(all).size).toBe(400)
  })

  test('different causes draw different numbers', () => {
    const stream = streamOf()

    expect(new Set(causes.map((of) => stream.unit(...of))).size).toBe(causes.length)
  })

  test('where one part ends is part of the cause', () => {
    const stream = streamOf()

    expect(stream.unit(...anyCause('ab', 'c'))).not.toBe(stream.unit(...anyCause('a', 'bc')))
    expect(stream.unit(...anyCause('1'))).not.toBe(stream.unit(1))
    expect(stream.unit(...anyCause('a'))).not.toBe(stream.unit(...anyCause('a', '')))
  })

  test('a unit lies in its half-open range', () => {
    fc.assert(
      fc.property(seed, cause, (ofSeed, of) => {
        const unit = streamOf(ofSeed).unit(...of)

        expect(unit >= 0 && unit < 1).toBe(true)
      }),
    )
  })

  test('between keeps both of its ends', () => {
    fc.assert(
      fc.property(range, cause, ([from, width], of) => {
        const drawn = streamOf().between(from, from + width, ...of)

        expect(Number.isInteger(drawn) && drawn >= from && drawn <= from + width).toBe(true)
      }),
    )
  })

  test('between reaches every number evenly', () => {
    const stream = streamOf()
    const counts = new Map<number, number>()
    for (const of of causes) {
      const drawn = stream.between(1, 10, ...of)
      counts.set(drawn, (counts.get(drawn) ?? 0) + 1)
    }

    expect([...counts.keys()].toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    // 2,000 expected each; 200 are four and a half standard deviations.
    expect([...counts.values()].every((count) => Math.abs(count - 2000) < 200)).toBe(true)
  })

  test('a chance comes true as often as said', () => {
    const stream = streamOf()

    const hits = causes.filter((of) => stream.chance(0.05, ...of)).length

    // 1,000 expected; 130 are four standard deviations.
    expect(Math.abs(hits - 1000)).toBeLessThan(130)
  })

  test('a chance of none never comes true', () => {
    const stream = streamOf()

    expect(causes.some((of) => stream.chance(0, ...of))).toBe(false)
    expect(causes.every((of) => stream.chance(1, ...of))).toBe(true)
  })

  test('a pick is one of those given', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), cause, (from, of) => {
        expect(from).toContain(streamOf().pick(from, ...of))
      }),
    )
  })

  test('picking from nothing is refused', () => {
    expect(() => streamOf().pick([], ...anyCause('ann-1'))).toThrow(RangeError)
  })

  test('bytes are as many as asked, and repeat', () => {
    fc.assert(
      fc.property(fc.nat(300), cause, (count, of) => {
        const bytes = streamOf().bytes(count, ...of)

        expect(bytes.length).toBe(count)
        expect(bytes).toEqual(streamOf().bytes(count, ...of))
      }),
    )
  })

  test('bytes of different causes differ', () => {
    const stream = streamOf()
    const hex = (of: Cause) => Buffer.from(stream.bytes(16, ...of)).toString('hex')

    expect(new Set(causes.slice(0, 5000).map(hex)).size).toBe(5000)
  })

  test('all values of a byte come up', () => {
    expect(new Set(streamOf().bytes(8192, ...anyCause('document'))).size).toBe(256)
  })
})
