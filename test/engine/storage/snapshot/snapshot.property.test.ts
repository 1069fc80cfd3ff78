import fc from 'fast-check'
import { expect, test } from 'vitest'

import type { Range } from '../../../../src/engine/codec/range-codec.ts'
import { typedValue } from '../../../../src/engine/event/value.ts'
import { verifyCopy } from '../../../../src/engine/repair/examine-copy.ts'
import type { SyncCopy } from '../../../../src/engine/replica/sync-copy.ts'
import { OwnFolderExchange } from '../../../../src/engine/replication/exchange/own-folder-exchange.ts'
import { dayOrNight } from '../../../runner/day-or-night.ts'
import { drawnRanges } from './drawn-ranges.ts'
import { Machine } from './machine.ts'
import { orderOf, pictureOf } from './picture.ts'

const drawnDeed = <const K extends string>(weight: number, ...kinds: readonly K[]) => ({
  weight,
  arbitrary: fc.record({ kind: fc.constantFrom(...kinds), which: fc.nat(), upTo: fc.nat() }),
})

/** What a copy does, in a row: it takes in what others did, or a part, writes, saves documents, and seals its folder. */
const drawnLife = fc.array(
  fc.oneof(
    drawnDeed(6, 'take-in'),
    drawnDeed(3, 'take-in-part'),
    drawnDeed(4, 'write', 'count'),
    drawnDeed(2, 'document', 'seal'),
  ),
  { maxLength: 14 },
)
type Life = typeof drawnLife extends fc.Arbitrary<infer Drawn> ? Drawn : never
type Deed = Life[number]

const deed = { author: 'ann', note: 'a note' }

const lives = async (
  machine: Machine,
  copy: SyncCopy,
  life: Life,
  ranges: readonly Range[],
): Promise<void> => {
  for (const [index, one] of life.entries()) await does(machine, copy, { ...one, index }, ranges)
}

const does = async (
  machine: Machine,
  copy: SyncCopy,
  { kind, which, upTo, index }: Deed & { readonly index: number },
  ranges: readonly Range[],
): Promise<void> => {
  const key = ['a', 'b', 'c'][which % 3] ?? 'a'
  const place = { table: 'entries', key, field: 'amount' }
  const range = ranges[which % Math.max(1, ranges.length)]
  machine.nowMs += 1000
  if (kind === 'seal') await new OwnFolderExchange(copy, machine.ports).flush()
  else if (kind === 'write')
    await copy.edit(place, typedValue(String(index)), copy.read('entries', key, 'amount').seen, deed)
  else if (kind === 'count')
    await copy.records.collections.count({ ...place, field: 'hours' }, index - 3, deed)
  else if (kind === 'document') await copy.createDocument(`memo-${which % 3}.txt`, Uint8Array.of(index), deed)
  else if (range) {
    const count = kind === 'take-in' ? range.events.length : upTo % range.events.length
    await copy.ingest([{ ...range, events: range.events.slice(0, count) }], 'journal')
  }
}

const verified = ({ ports }: Machine): readonly unknown[] => {
  const outcome = verifyCopy(ports)
  return outcome.kind === 'verified' ? outcome.findings : [outcome]
}

const all = (ranges: readonly Range[]): Life =>
  ranges.map((_range, which) => ({ kind: 'take-in', which, upTo: 0 }))

test('a copy that is opened from a snapshot is as it was, and goes on as one does that reads all of its events', async () => {
  await fc.assert(
    fc.asyncProperty(drawnRanges, drawnLife, drawnLife, drawnLife, async (history, before, after, then) => {
      const ranges = await history()
      const machine = new Machine()
      const copy = await machine.create()
      await lives(machine, copy, before, ranges)
      await machine.snapshots(copy)
      const order = orderOf(copy)
      expect(orderOf(machine.alike('the snapshot').open())).toBe(order)
      expect(verified(machine)).toEqual([])
      await lives(machine, copy, after, ranges)
      copy.close()

      const quick = machine.alike('the snapshot')
      const slow = machine.alike('no snapshot')
      const copies = [quick.open(), slow.open()] as const
      expect(copies.map((each) => each.logs.cold !== null)).toEqual([true, false])
      expect(pictureOf(copies[0])).toBe(pictureOf(copies[1]))

      await lives(quick, copies[0], then, ranges)
      await lives(slow, copies[1], then, ranges)
      expect(pictureOf(copies[0])).toBe(pictureOf(copies[1]))
      await lives(quick, copies[0], all(ranges), ranges)
      await lives(slow, copies[1], all(ranges), ranges)
      expect(pictureOf(copies[0])).toBe(pictureOf(copies[1]))

      await quick.snapshots(copies[0])
      expect(pictureOf(quick.alike('the snapshot').open())).toBe(pictureOf(copies[1]))
    }),
    { numRuns: Number(process.env['SNAPSHOTS'] ?? dayOrNight({ daily: 30, nightly: 100 })) },
  )
})
