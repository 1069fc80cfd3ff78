import fc from 'fast-check'

import type { Range } from '../../src/engine/codec/range-codec.ts'
import { encodeEvent, type Event } from '../../src/engine/event/event.ts'
import type { LifecycleOp } from '../../src/engine/event/lifecycle-op.ts'
import type { Merge, Op, WriteOp } from '../../src/engine/event/op.ts'
import {
  deletedValue,
  groupValue,
  numberValue,
  referenceValue,
  signedValue,
  textValue,
  type Value,
} from '../../src/engine/event/value.ts'
import { logIdFromBytes, type LogId } from '../../src/engine/identifier/log-id.ts'

/** What a line's id, an op, an event or a range may look like. */
export const drawnLine: fc.Arbitrary<LogId> = fc
  .uint8Array({ minLength: 8, maxLength: 8 })
  .map(logIdFromBytes)

const hexDigits = (count: number): fc.Arbitrary<string> =>
  fc
    .uint8Array({ minLength: count / 2, maxLength: count / 2 })
    .map((bytes) => Buffer.from(bytes).toString('hex'))

// A lone surrogate has no UTF-8.
const words = fc.string({ unit: 'grapheme', maxLength: 80 })

const plainValue: fc.Arbitrary<Value> = fc.oneof(
  words.map(textValue),
  fc.integer().map((count) => numberValue(String(count)) ?? textValue('')),
  fc.boolean().map((truth): Value => ({ kind: 'truth', truth })),
  fc.constant<Value>({ kind: 'nothing' }),
  fc.record({ kind: fc.constant('content' as const), hash: hexDigits(64), sizeBytes: fc.maxSafeNat() }),
)

export const drawnValue: fc.Arbitrary<Value> = fc.oneof(
  plainValue,
  fc.array(fc.tuple(words, plainValue), { maxLength: 3 }).map(groupValue),
)

const seq = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })

const dots = fc.array(fc.record({ log: drawnLine, seq }), { maxLength: 3 })
const place = { table: words, key: words, field: words }

const ruleValue: fc.Arbitrary<Value> = fc.oneof(
  dots.map(deletedValue),
  dots.map(signedValue),
  fc.tuple(words, words).map(([table, key]) => referenceValue(table, key)),
)

const writeOp: fc.Arbitrary<WriteOp> = fc.record({
  kind: fc.constant('write' as const),
  merge: fc.constantFrom<Merge[]>(
    'register',
    'document',
    'deletion',
    'claim',
    'parent',
    'reference',
    'template',
  ),
  table: words,
  key: words,
  group: words,
  field: words,
  value: fc.oneof(drawnValue, ruleValue),
  supersedes: dots,
  resolves: fc.boolean(),
})

const drawnDot = fc.record({ log: drawnLine, seq })

const endingOp: fc.Arbitrary<LifecycleOp> = fc.oneof(
  fc.record({ kind: fc.constant('hang' as const), parent: fc.option(drawnLine), isTemporary: fc.boolean() }),
  fc.record({
    kind: fc.constant('leave' as const),
    stage: fc.constantFrom('leaving' as const, 'left' as const, 'staying' as const),
    towards: fc.option(drawnLine),
  }),
  fc.record({ kind: fc.constant('abandon' as const), log: drawnLine, seq, hash: hexDigits(64) }),
  fc.record({ kind: fc.constant('adopt' as const), log: drawnLine, seq }),
  fc.record({ kind: fc.constant('lock-down' as const), isReleased: fc.boolean() }),
  fc.record({ kind: fc.constant('confirm-lock-down' as const), lockDown: drawnDot }),
  fc.record({ kind: fc.constant('release-lock-down' as const), lockDown: drawnDot }),
  fc.record({ kind: fc.constant('take-over' as const), from: drawnDot, index: fc.nat() }),
)

export const drawnOp: fc.Arbitrary<Op> = fc.oneof(
  writeOp,
  endingOp,
  fc.record({
    kind: fc.constant('register-copy' as const),
    copyName: words,
    user: words,
    parent: fc.option(drawnLine),
  }),
  fc.record({ kind: fc.constant('add' as const), ...place, element: drawnValue }),
  fc.record({ kind: fc.constant('remove' as const), ...place, element: drawnValue, covers: dots }),
  fc.record({ kind: fc.constant('count' as const), ...place, by: fc.maxSafeInteger().map((by) => by + 0) }),
  fc.record({ kind: fc.constant('template-author' as const), user: words }),
  fc.record({ kind: fc.constant('line-key' as const), key: hexDigits(64) }),
  fc.record({
    kind: fc.constant('unknown' as const),
    code: fc.integer({ min: 100, max: 2 ** 40 }),
    payload: fc.uint8Array({ maxLength: 40 }),
  }),
)

export const drawnEvent: fc.Arbitrary<Event> = fc.record({
  timestamp: fc.record({ ms: fc.maxSafeNat(), count: fc.nat() }),
  author: words,
  note: words,
  deps: fc.array(fc.record({ log: drawnLine, seq, hashStart: hexDigits(8) }), { maxLength: 3 }),
  ops: fc.array(drawnOp, { maxLength: 4 }),
})

// Those of this engine's own events are many enough to be put into columns; anything else is any bytes.
const drawnEvents: fc.Arbitrary<readonly Uint8Array[]> = fc.oneof(
  fc.array(fc.uint8Array({ minLength: 1, maxLength: 60 }), { maxLength: 5 }),
  fc.array(
    drawnEvent.map((event) => encodeEvent(event)),
    { maxLength: 8 },
  ),
)

export const drawnRange: fc.Arbitrary<Range> = fc.record({
  log: drawnLine,
  // The last of its events needs a number too.
  first: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER - 5 }),
  previousHash: hexDigits(64),
  events: drawnEvents,
})
