import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { createRunTrace, type RunTrace, traceBlockEvents } from '../../../src/sim/kernel/run-trace.ts'
import { anyTraceKey } from './unfrozen-keys.ts'

type Line = readonly [timeUs: number, event: string, target: string, payload: string | number]

const record = (trace: RunTrace, [timeUs, event, target, payload]: Line): void =>
  trace.record(timeUs, anyTraceKey(event), target, payload)
const traceOf = (lines: readonly Line[]) => {
  const trace = createRunTrace()
  for (const line of lines) record(trace, line)
  return trace
}
const hashOf = (lines: readonly Line[]) => traceOf(lines).hash()

const payload = fc.oneof(fc.string(), fc.nat())
const line = fc.tuple(fc.nat(), fc.string(), fc.string(), payload)
const day: readonly Line[] = [
  [0, 'open', 'ann', 1],
  [1_000_000, 'applied', 'bob', 'ann-1'],
]

describe('trace', () => {
  test('the same events give the same hash', () => {
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        expect(hashOf(lines)).toBe(hashOf(lines))
      }),
    )
  })

  test.each<[string, readonly Line[]]>([
    [
      'time',
      [
        [0, 'open', 'ann', 1],
        [1_000_001, 'applied', 'bob', 'ann-1'],
      ],
    ],
    [
      'time by hours',
      [
        [0, 'open', 'ann', 1],
        [1_000_000 + 4_294_967_296, 'applied', 'bob', 'ann-1'],
      ],
    ],
    [
      'event',
      [
        [0, 'open', 'ann', 1],
        [1_000_000, 'linked', 'bob', 'ann-1'],
      ],
    ],
    [
      'target',
      [
        [0, 'open', 'ann', 1],
        [1_000_000, 'applied', 'eva', 'ann-1'],
      ],
    ],
    [
      'payload',
      [
        [0, 'open', 'ann', 1],
        [1_000_000, 'applied', 'bob', 'ann-2'],
      ],
    ],
    [
      'number',
      [
        [0, 'open', 'ann', 2],
        [1_000_000, 'applied', 'bob', 'ann-1'],
      ],
    ],
    ['order', day.toReversed()],
    ['length', day.slice(0, 1)],
  ])('another %s gives another hash', (_what, changed) => {
    expect(hashOf(changed)).not.toBe(hashOf(day))
  })

  test('any one event changed changes the hash', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1 }), line, fc.nat(), (lines, other, at) => {
        const index = at % lines.length
        fc.pre(JSON.stringify(lines[index]) !== JSON.stringify(other))

        expect(hashOf(lines.with(index, other))).not.toBe(hashOf(lines))
      }),
    )
  })

  test('where event and target part is in the hash', () => {
    expect(hashOf([[0, 'ab', 'c', '']])).not.toBe(hashOf([[0, 'a', 'bc', '']]))
  })

  test('a number and its text are different payloads', () => {
    expect(hashOf([[0, 'a', 'b', 7]])).not.toBe(hashOf([[0, 'a', 'b', '7']]))
  })

  test('a hash is sixteen hexadecimal digits', () => {
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        expect(hashOf(lines)).toMatch(/^[\da-f]{16}$/)
      }),
    )
  })

  test('ten thousand short traces have different hashes', () => {
    const hashes = Array.from({ length: 10_000 }, (_, index) => hashOf([[index, 'tick', 'ann', 0]]))

    expect(new Set(hashes).size).toBe(10_000)
  })

  test('each full block is marked with its hash', () => {
    const lines = Array.from({ length: 2 * traceBlockEvents + 1 }, (_, index): Line => [
      index,
      'tick',
      'ann',
      0,
    ])
    const trace = traceOf(lines)

    expect(trace.events).toBe(lines.length)
    expect(trace.blocks).toEqual([
      hashOf(lines.slice(0, traceBlockEvents)),
      hashOf(lines.slice(0, 2 * traceBlockEvents)),
    ])
  })

  test('blocks agree up to the first difference', () => {
    const lines = Array.from({ length: 3 * traceBlockEvents }, (_, index): Line => [index, 'tick', 'ann', 0])
    const changed = lines.with(traceBlockEvents + 5, [0, 'tock', 'ann', 0])

    const agree = traceOf(lines).blocks.map((hash, index) => hash === traceOf(changed).blocks[index])

    expect(agree).toEqual([true, false, false])
  })

  test('a listener hears every event in words', () => {
    const heard: string[] = []
    const trace = createRunTrace((index, text) => heard.push(`${index}: ${text}`))
    for (const event of day) record(trace, event)

    expect(heard).toEqual(['0: 0 open ann 1', '1: 1000000 applied bob ann-1'])
  })
})
