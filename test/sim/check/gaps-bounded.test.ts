import { expect, test } from 'vitest'

import { gapsBoundedJudge } from '../../../src/sim/check/gaps-bounded.ts'
import type { FailoverRecord, GapRecord, OutageRecord } from '../../../src/sim/record/recording.ts'
import { recording, secondUs } from './recording.ts'

const gap = (fromSeconds: number, toSeconds: number | null, seenUntilSeconds = 10_000): GapRecord => ({
  copy: 'ann',
  through: 'balancer',
  fromUs: fromSeconds * secondUs,
  toUs: toSeconds === null ? null : toSeconds * secondUs,
  seenUntilUs: seenUntilSeconds * secondUs,
})

const outage = (
  fromSeconds: number,
  toSeconds: number,
  changes: Partial<OutageRecord> = {},
): OutageRecord => ({
  fromUs: fromSeconds * secondUs,
  toUs: toSeconds * secondUs,
  isBalancer: false,
  isInsideTransfer: false,
  ...changes,
})

/** A server that was away from 100 s to 700 s, with a bound of 12 and 28 s for each outage. */
const judged = (changes: Partial<FailoverRecord>) => {
  const failover = { gaps: [], outages: [outage(100, 700)], detectionMs: 12_000, retryMs: 28_000, ...changes }
  return gapsBoundedJudge.verdict(recording({ failover }))
}

test('gaps up to the bound are accepted, and said', () => {
  expect(judged({ gaps: [gap(100, 140), gap(100, 101)] })).toEqual({
    id: 'gaps',
    holds: true,
    detail: '1 outages, 2 gaps, the longest 40.0 s, the bound of one 40.0 s',
  })
})

test('a gap beyond the bound is refused, with whose it is', () => {
  expect(judged({ gaps: [gap(100, 141)] })).toMatchObject({
    holds: false,
    detail: expect.stringContaining(
      'ann asked balancer for an answer and had none for 41.0 s; the bound is 40.0 s',
    ),
  })
})

test('a gap that never ended counts as far as somebody looked', () => {
  expect(judged({ gaps: [gap(100, null, 139)] })).toMatchObject({ holds: true })
  expect(judged({ gaps: [gap(100, null)] })).toMatchObject({
    holds: false,
    detail: expect.stringContaining('still had none at the end'),
  })
})

test('an outage that begins in a gap costs the bound once more, and one that was over costs nothing', () => {
  const flaps = [outage(100, 110), outage(120, 130)]

  expect(judged({ outages: flaps, gaps: [gap(100, 180)] })).toMatchObject({ holds: true })
  expect(judged({ outages: flaps, gaps: [gap(115, 160)] })).toMatchObject({ holds: false })
})

test('an outage that begins after a gap has ended costs that gap nothing', () => {
  const outages = [outage(100, 110), outage(500, 510)]

  expect(judged({ outages, gaps: [gap(100, 180)] })).toMatchObject({ holds: false })
})

test('an outage that touches the first or the last moment of a gap counts', () => {
  expect(judged({ outages: [outage(90, 100), outage(120, 130)], gaps: [gap(100, 180)] })).toMatchObject({
    holds: true,
  })
  expect(judged({ outages: [outage(100, 110), outage(180, 190)], gaps: [gap(100, 180)] })).toMatchObject({
    holds: true,
  })
})

test('for as long as the balancer itself is away, nobody can be answered', () => {
  const away = outage(100, 150, { isBalancer: true })

  expect(judged({ outages: [away], gaps: [gap(100, 190)] })).toMatchObject({ holds: true })
  expect(judged({ outages: [away], gaps: [gap(100, 191)] })).toMatchObject({ holds: false })
})

test('a server that died under an upload, and nobody noticed, has shown nothing', () => {
  expect(judged({ outages: [outage(100, 700, { isInsideTransfer: true })] })).toMatchObject({
    holds: false,
    detail: expect.stringContaining('nobody noticed'),
  })
})

test('a server that died under an upload, and was missed within the bound, is accepted', () => {
  const outages = [outage(100, 700, { isInsideTransfer: true })]

  expect(judged({ outages, gaps: [gap(100, 140)] })).toMatchObject({ holds: true })
})

test('one such death among other outages is enough', () => {
  const outages = [outage(100, 700), outage(800, 900, { isInsideTransfer: true })]

  expect(judged({ outages })).toMatchObject({ holds: false })
})

test('outages outside of uploads may pass unnoticed', () => {
  expect(judged({ gaps: [] })).toMatchObject({ holds: true })
})

test('where nobody goes through a balancer, nothing is looked at and nothing is said', () => {
  expect(gapsBoundedJudge.verdict(recording())).toBeNull()
})
