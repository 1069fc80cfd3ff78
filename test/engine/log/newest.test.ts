import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { ByteReader } from '../../../src/engine/binary/byte-reader.ts'
import { ByteWriter } from '../../../src/engine/binary/byte-writer.ts'
import { Chain } from '../../../src/engine/event/chain.ts'
import { lineId } from '../../../src/engine/identifier/line.ts'
import { LineLog } from '../../../src/engine/log/line-log.ts'
import {
  continueNewest,
  eventsSaid,
  joinNewest,
  type Newest,
  newestBytesMax,
  readNewest,
  type Said,
  sayEvents,
  writeNewest,
} from '../../../src/engine/log/newest.ts'
import { realDigest } from '../../../src/real/machine/digest.ts'
import { drawnRange } from '../../properties/drawn.ts'

const ann = lineId('00000000000000aa')
const bob = lineId('00000000000000bb')

const logOf = (line: typeof ann): LineLog => {
  const log = new LineLog(line, new Chain(realDigest))
  for (let seq = 1; seq <= 9; seq += 1) log.append(Uint8Array.of(seq))
  return log
}

const say = (line: typeof ann, first: number, last: number): Said =>
  sayEvents(logOf(line).rangeOf({ first, last }))

const seqs = (events: readonly Uint8Array[] | null): readonly number[] | null =>
  events && events.map(([seq = 0]) => seq)

/** The latest first. */
const said: Newest = [say(ann, 4, 6), say(bob, 1, 4), say(ann, 2, 3)]

describe('the newest beside the heads', () => {
  test('a stretch is put together from what several announcements said', () => {
    expect(seqs(eventsSaid(said, ann, 1, 6))).toEqual([2, 3, 4, 5, 6])
    expect(seqs(eventsSaid(said, ann, 2, 6))).toEqual([3, 4, 5, 6])
    expect(seqs(eventsSaid(said, bob, 3, 4))).toEqual([4])
  })

  test('a stretch of which something is lacking is not there', () => {
    expect(eventsSaid(said, ann, 0, 6)).toBeNull()
    expect(eventsSaid(said, ann, 1, 7)).toBeNull()
    expect(eventsSaid([], ann, 1, 2)).toBeNull()
  })

  test('what is announced twice is said once', () => {
    expect(joinNewest([say(ann, 4, 6)], said)).toEqual(said)
  })

  test('what was not read again is known from before', () => {
    expect(continueNewest([say(bob, 5, 5), say(ann, 4, 6)], said)).toEqual([say(bob, 5, 5), ...said])
    expect(continueNewest([say(bob, 9, 9)], said)).toEqual([say(bob, 9, 9)])
  })

  test('what is read in part is read as far as it goes', () => {
    const whole = writeNewest(new ByteWriter(), said).view()
    for (let length = 0; length <= whole.length; length += 1) {
      const read = readNewest(new ByteReader(whole.subarray(0, length)))
      expect(read).toEqual(said.slice(0, read.length))
    }
    expect(readNewest(new ByteReader(whole))).toEqual(said)
  })

  test('it never takes more room than it may, and the latest stay', () => {
    fc.assert(
      fc.property(fc.array(drawnRange, { maxLength: 60 }), (ranges) => {
        const all = ranges.map(sayEvents).reverse()
        const joined = all.reduceRight<Newest>((newest, range) => joinNewest([range], newest), [])
        expect(writeNewest(new ByteWriter(), joined).length).toBeLessThanOrEqual(newestBytesMax)
        const latest = all[0]
        if (latest && latest.bytes.length < newestBytesMax / 2) expect(joined[0]).toEqual(latest)
      }),
    )
  })
})
