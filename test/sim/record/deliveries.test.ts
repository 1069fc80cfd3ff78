import { expect, test } from 'vitest'

import { Deliveries } from '../../../src/sim/record/deliveries.ts'

const secondUs = 1_000_000

/** A world of two or more copies in which ann wrote one thing at the first second. */
const written = (...others: readonly string[]): Deliveries => {
  const deliveries = new Deliveries()
  for (const copy of ['ann', ...others]) deliveries.join(copy)
  deliveries.applied('ann', 'ann-1', secondUs)
  deliveries.wrote('ann-1', secondUs, 'ann')
  return deliveries
}

test('an edit is delivered when every other copy has applied it', () => {
  const deliveries = written('bob', 'cora')
  deliveries.applied('bob', 'ann-1', 2 * secondUs)
  expect([deliveries.undelivered, deliveries.count]).toEqual([1, 0])

  deliveries.applied('cora', 'ann-1', 4 * secondUs)

  expect([deliveries.undelivered, deliveries.count]).toEqual([0, 1])
  expect(deliveries.visibleMs).toEqual([1000, 3000])
  expect(deliveries.byMinute).toEqual([1])
})

test('an edit of somebody who is alone is delivered when it is made', () => {
  expect(written().count).toBe(1)
})

test('what is told twice counts once', () => {
  const deliveries = written('bob', 'cora')
  deliveries.applied('bob', 'ann-1', 2 * secondUs)
  deliveries.applied('bob', 'ann-1', 3 * secondUs)

  expect(deliveries.visibleMs).toEqual([1000])
  expect(deliveries.undelivered).toBe(1)
})

test('what a copy finds in its own folder is news to nobody, and is applied there', () => {
  const deliveries = written('bob')
  deliveries.applied('bob', 'ann-1', 2 * secondUs)
  deliveries.beginReading('bob')
  expect([...deliveries.appliedAt('bob')]).toEqual([])
  expect(deliveries.undelivered).toBe(1)

  deliveries.applied('bob', 'ann-1', 9 * secondUs)
  deliveries.hasRead('bob')

  expect([...deliveries.appliedAt('bob')]).toEqual(['ann-1'])
  expect([deliveries.undelivered, deliveries.count]).toEqual([0, 1])
  expect(deliveries.visibleMs).toEqual([1000])
})

test('what a folder lacks that was put back is on its way again', () => {
  const deliveries = written('bob')
  deliveries.applied('bob', 'ann-1', 2 * secondUs)
  deliveries.beginReading('bob')
  deliveries.hasRead('bob')

  expect(deliveries.undelivered).toBe(1)
})

test('a copy that joins is waited for', () => {
  const deliveries = written('bob')
  deliveries.applied('bob', 'ann-1', 2 * secondUs)
  deliveries.join('cora')

  expect(deliveries.undelivered).toBe(1)
})

test('nobody waits for what went with the only copy that had it', () => {
  const deliveries = written('bob')
  deliveries.beginReading('ann')
  deliveries.hasRead('ann')
  expect(deliveries.undelivered).toBe(0)

  deliveries.applied('bob', 'ann-1', 5 * secondUs)

  expect(deliveries.undelivered).toBe(1)
})

test('minutes without deliveries count, up to the one that has begun', () => {
  const deliveries = new Deliveries()
  deliveries.byMinute.push(4, 0, 7)

  expect(deliveries.latestMinutes(59_999_999, 120)).toEqual([4])
  expect(deliveries.latestMinutes(5 * 60_000_000, 120)).toEqual([4, 0, 7, 0, 0, 0])
  expect(deliveries.latestMinutes(5 * 60_000_000, 4)).toEqual([7, 0, 0, 0])
})
