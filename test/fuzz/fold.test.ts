import fc from 'fast-check'
import { expect, test } from 'vitest'

import { encodeEvent, type Event } from '../../src/engine/event/event.ts'
import { HashChain } from '../../src/engine/event/hash-chain.ts'
import type { Op } from '../../src/engine/event/op.ts'
import { logIdFromBytes } from '../../src/engine/identifier/log-id.ts'
import { realDigest } from '../../src/real/machine/real-digest.ts'
import { drawnEvent, drawnOp } from '../properties/drawn.ts'
import { LightCopy } from '../properties/light-copy.ts'

const logIds = [7, 8, 9].map((byte) => logIdFromBytes(new Uint8Array(8).fill(byte)))
const chain = new HashChain(realDigest)

/** Few places and few logs, so that what makes no sense alone meets what makes none either. */
const tables = ['documents', 'folders', 'entries', 'template']
const fields = ['name', 'content', 'parent', 'number', 'deleted', 'signed', '']

const narrowed = (op: Op, [table, key, field, at]: readonly [string, string, string, number]): Op => {
  if ('table' in op) return { ...op, table, key, field }
  if ('log' in op) return { ...op, log: logIds[at % logIds.length] ?? op.log }
  return op
}

const strangeOp = fc
  .tuple(
    drawnOp,
    fc.tuple(fc.constantFrom(...tables), fc.constantFrom('a', 'b', ''), fc.constantFrom(...fields), fc.nat()),
  )
  .map(([op, place]) => narrowed(op, place))

const strangeEvent: fc.Arbitrary<Event> = fc
  .tuple(drawnEvent, fc.array(strangeOp, { maxLength: 5 }))
  .map(([event, ops]) => ({ ...event, deps: [], ops }))

const strangeLogs = fc.tuple(
  ...logIds.map(() =>
    fc.array(strangeEvent, { maxLength: 4 }).map((events) => events.map((one) => encodeEvent(one))),
  ),
)

const rangesOf = (drawn: readonly (readonly Uint8Array[])[]) =>
  logIds.flatMap((log, index) => {
    const events = drawn[index] ?? []
    return events.length > 0 ? [{ log, first: 1, previousHash: chain.start(log), events }] : []
  })

test('whatever can be read can be folded and shown, the same in any order of arrival', () => {
  fc.assert(
    fc.property(strangeLogs, (drawn) => {
      const ranges = rangesOf(drawn)
      const one = new LightCopy(0)
      const other = new LightCopy(1)

      one.takeIn(ranges)
      for (const range of ranges.toReversed()) other.takeIn([range])

      expect(other.picture()).toBe(one.picture())
    }),
    { numRuns: 150 },
  )
})
