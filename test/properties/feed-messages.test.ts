import fc from 'fast-check'
import { expect, test } from 'vitest'

import type { FeedAnswer, PageAnswer } from '../../src/access/ports/data-store.ts'
import { decodeFeedAnswer, encodeFeedAnswer } from '../../src/access/replication/feed-answer.ts'
import { decodeFeedQuestion, encodeFeedQuestion } from '../../src/access/replication/feed-question.ts'
import { CodecError } from '../../src/engine/binary/byte-reader.ts'
import { realCompression } from '../../src/real/machine/real-compression.ts'

const text = fc.string({ unit: 'grapheme' })
const count = fc.nat({ max: Number.MAX_SAFE_INTEGER })
const chain = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => bytes.toHex())
const place = fc.record({ centreId: text, position: count, chain })
const cursor = fc.option(fc.record({ table: text, key: text }))
const fact = fc.record({ table: text, key: text, value: text })
const row = fc.record({ table: text, key: text, value: fc.option(text) })
const change = fc.record({ position: count, atMs: count, by: text, chain, rows: fc.array(row) })

const question = fc.oneof(
  fc.record({ kind: fc.constant('changes' as const), after: place, changesMax: count }),
  fc.record({ kind: fc.constant('page' as const), after: cursor, factsMax: count }),
)

const answer: fc.Arbitrary<FeedAnswer | PageAnswer> = fc.oneof(
  fc.record({ kind: fc.constant('changes' as const), changes: fc.array(change), latest: count }),
  fc.record({ kind: fc.constant('expired' as const), oldest: count }),
  fc.constant({ kind: 'elsewhere' as const }),
  fc.record({ kind: fc.constantFrom('unreachable' as const, 'denied' as const), detail: text }),
  fc.record({
    kind: fc.constant('page' as const),
    centre: text,
    after: cursor,
    place,
    facts: fc.array(fact),
    isLast: fc.boolean(),
  }),
)

test('what a branch asks is read as it was asked', () => {
  fc.assert(
    fc.property(question, (asked) => {
      expect(decodeFeedQuestion(encodeFeedQuestion(asked))).toEqual(asked)
    }),
  )
})

test('what a centre answers is read as it was answered', () => {
  fc.assert(
    fc.property(answer, (said) => {
      expect(decodeFeedAnswer(encodeFeedAnswer(said, realCompression), realCompression)).toEqual(said)
    }),
  )
})

test('any bytes, and any message of which some were changed, are read as something or refused', () => {
  const changed = fc.tuple(answer, fc.nat(), fc.nat({ max: 255 })).map(([said, at, byte]) => {
    const bytes = encodeFeedAnswer(said, realCompression)
    bytes[at % bytes.length] = byte
    return bytes
  })
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array(), changed), (bytes) => {
      expect([null, CodecError]).toContain(troubleOf(() => decodeFeedAnswer(bytes, realCompression)))
      expect([null, CodecError]).toContain(troubleOf(() => decodeFeedQuestion(bytes)))
    }),
    { numRuns: 500 },
  )
})

test('an answer that claims to be huge is refused before anything is made room for', () => {
  const bytes = new Uint8Array([1, 1, 0xff, 0xff, 0xff, 0xff, 0x7f, 0])

  expect(() => decodeFeedAnswer(bytes, realCompression)).toThrow('it claims to be of')
})

const troubleOf = (read: () => unknown): unknown => {
  try {
    read()
    return null
  } catch (trouble) {
    return trouble instanceof CodecError ? CodecError : trouble
  }
}
