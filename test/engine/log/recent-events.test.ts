import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { ByteReader } from '../../../src/engine/binary/byte-reader.ts'
import { ByteWriter } from '../../../src/engine/binary/byte-writer.ts'
import { HashChain } from '../../../src/engine/event/hash-chain.ts'
import { asLogId } from '../../../src/engine/identifier/log-id.ts'
import { EventLog } from '../../../src/engine/log/event-log.ts'
import {
  continueRecentEvents,
  recentEventsBetween,
  mergeRecentEvents,
  type RecentEvents,
  recentEventsBytesMax,
  readRecentEvents,
  type RecentSpan,
  recentSpanOf,
  writeRecentEvents,
} from '../../../src/engine/log/recent-events.ts'
import { realDigest } from '../../../src/real/machine/real-digest.ts'
import { drawnRange } from '../../properties/drawn.ts'

const ann = asLogId('00000000000000aa')
const bob = asLogId('00000000000000bb')

const logOf = (line: typeof ann): EventLog => {
  const log = new EventLog(line, new HashChain(realDigest))
  for (let seq = 1; seq <= 9; seq += 1) log.append(Uint8Array.of(seq))
  return log
}

const say = (line: typeof ann, first: number, last: number): RecentSpan =>
  recentSpanOf(logOf(line).rangeOf({ first, last }))

const seqs = (events: readonly Uint8Array[] | null): readonly number[] | null =>
  events && events.map(([seq = 0]) => seq)

/** The latest first. */
const said: RecentEvents = [say(ann, 4, 6), say(bob, 1, 4), say(ann, 2, 3)]

describe('the newest beside the heads', () => {
  test('a stretch is put together from what several announcements said', () => {
    expect(seqs(recentEventsBetween(said, ann, 1, 6))).toEqual([2, 3, 4, 5, 6])
    expect(seqs(recentEventsBetween(said, ann, 2, 6))).toEqual([3, 4, 5, 6])
    expect(seqs(recentEventsBetween(said, bob, 3, 4))).toEqual([4])
  })

  test('a stretch of which something is lacking is not there', () => {
    expect(recentEventsBetween(said, ann, 0, 6)).toBeNull()
    expect(recentEventsBetween(said, ann, 1, 7)).toBeNull()
    expect(recentEventsBetween([], ann, 1, 2)).toBeNull()
  })

  test('what is announced twice is said once', () => {
    expect(mergeRecentEvents([say(ann, 4, 6)], said)).toEqual(said)
  })

  test('what was not read again is known from before', () => {
    expect(continueRecentEvents([say(bob, 5, 5), say(ann, 4, 6)], said)).toEqual([say(bob, 5, 5), ...said])
    expect(continueRecentEvents([say(bob, 9, 9)], said)).toEqual([say(bob, 9, 9)])
  })

  test('what is read in part is read as far as it goes', () => {
    const whole = writeRecentEvents(new ByteWriter(), said).view()
    for (let length = 0; length <= whole.length; length += 1) {
      const read = readRecentEvents(new ByteReader(whole.subarray(0, length)))
      expect(read).toEqual(said.slice(0, read.length))
    }
    expect(readRecentEvents(new ByteReader(whole))).toEqual(said)
  })

  test('it never takes more room than it may, and the latest stay', () => {
    fc.assert(
      fc.property(fc.array(drawnRange, { maxLength: 60 }), (ranges) => {
        const all = ranges.map(recentSpanOf).reverse()
        const joined = all.reduceRight<RecentEvents>(
          (newest, range) => mergeRecentEvents([range], newest),
          [],
        )
        expect(writeRecentEvents(new ByteWriter(), joined).length).toBeLessThanOrEqual(recentEventsBytesMax)
        const latest = all[0]
        if (latest && latest.bytes.length < recentEventsBytesMax / 2) expect(joined[0]).toEqual(latest)
      }),
    )
  })
})
