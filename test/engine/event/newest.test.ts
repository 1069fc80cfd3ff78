import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { ByteWriter } from '../../../src/engine/event/byte-writer.ts'
import { Chain } from '../../../src/engine/event/chain.ts'
import { LineLog } from '../../../src/engine/event/line-log.ts'
import { lineId } from '../../../src/engine/event/line.ts'
import {
  joinNewest,
  type Newest,
  newestBytesMax,
  sayRange,
  stretchOf,
  writeNewest,
} from '../../../src/engine/event/newest.ts'
import { realDigest } from '../../../src/real/digest.ts'
import { drawnRange } from '../../properties/drawn.ts'

const ann = lineId('00000000000000aa')
const bob = lineId('00000000000000bb')

const logOf = (line: typeof ann): LineLog => {
  const log = new LineLog(line, new Chain(realDigest))
  for (let seq = 1; seq <= 9; seq += 1) log.append(Uint8Array.of(seq))
  return log
}

const said: Newest = [
  sayRange(logOf(ann).rangeOf({ first: 2, last: 3 })),
  sayRange(logOf(bob).rangeOf({ first: 1, last: 4 })),
  sayRange(logOf(ann).rangeOf({ first: 4, last: 6 })),
]

describe('the newest ranges beside the heads', () => {
  test('a stretch is put together from what several announcements said', () => {
    const [early, late] = [
      logOf(ann).rangeOf({ first: 2, last: 3 }),
      logOf(ann).rangeOf({ first: 4, last: 6 }),
    ]
    expect(stretchOf(said, ann, 1, 6)).toEqual([early, late])
    expect(stretchOf(said, ann, 3, 6)).toEqual([late])
  })

  test('a stretch of which something is lacking is not there', () => {
    expect(stretchOf(said, ann, 0, 6)).toBeNull()
    expect(stretchOf(said, ann, 1, 7)).toBeNull()
    expect(stretchOf([], ann, 1, 2)).toBeNull()
  })

  test('what is announced twice is said once', () => {
    expect(joinNewest(said, said)).toEqual(said)
  })

  test('they never take more room than they may, and the latest stay', () => {
    fc.assert(
      fc.property(fc.array(drawnRange, { maxLength: 60 }), (ranges) => {
        const all = ranges.map(sayRange)
        const joined = all.reduce<Newest>((newest, range) => joinNewest(newest, [range]), [])
        expect(writeNewest(new ByteWriter(), joined).length).toBeLessThanOrEqual(newestBytesMax + 8)
        expect(all.filter((range) => joined.includes(range))).toEqual(joined)
        const last = all.at(-1)
        if (last && last.bytes.length < newestBytesMax / 2) expect(joined).toContainEqual(last)
      }),
    )
  })
})
