import { expect, test } from 'vitest'

import {
  type Claim,
  claimOf,
  nextNumber,
  resolveClaims,
  type Series,
  shownNumbers,
} from '../../../src/engine/merge/claims.ts'
import type { FileState } from '../../../src/engine/merge/file-state.ts'
import { Fold, logOf, writing } from './fold.ts'

const series: Series = { reserved: [], avoided: [], choice: nextNumber }
const trusting = { isTimestampAhead: () => false }

/** A claim of the given second. */
const claim = (id: string, text: string, second: number): Claim => ({
  id,
  text,
  written: {
    dot: { log: logOf('ann'), seq: second },
    value: { kind: 'text', text },
    canonical: `t${text}`,
    author: 'ann',
    note: '',
    timestamp: { ms: second * 1000, count: 0 },
  },
})

const shownFor = (...claims: readonly Claim[]): Record<string, string> =>
  Object.fromEntries([...resolveClaims(trusting, claims, series)].map(([id, { shown }]) => [id, shown]))

test('two provisional numbers whose next choices meet are shown with different ones', () => {
  const claims = [claim('a', '6', 1), claim('b', '7', 2), claim('c', '6', 3), claim('d', '7', 4)]

  expect(shownFor(...claims)).toEqual({ a: '6', b: '7', c: '8', d: '9' })
})

test('of claims that one event made, the first by id keeps the number', () => {
  expect(shownFor(claim('b', '7', 1), claim('a', '7', 1))).toEqual({ a: '7', b: '8' })
  expect(shownFor(claim('a', '7', 1), claim('b', '7', 1))).toEqual({ a: '7', b: '8' })
})

test('only the last thirty digits of a text are counted', () => {
  expect(nextNumber(`1${'9'.repeat(30)}`, 2)).toBe(`11${'0'.repeat(30)}`)
})

const numberOf = (key: string) => ({ table: 'journal-entries', key, field: 'number' })

const numbersIn = (state: FileState): Record<string, string> =>
  Object.fromEntries(
    [...shownNumbers(state, 'journal-entries', 'number')].map(([key, { shown }]) => [key, shown]),
  )

const claiming = (key: string, text: string, place = numberOf(key)) => writing(place, text, [], 'claim')

test('a number that two people claimed for one entry dates from the first of them', () => {
  const fold = new Fold()
  fold.by('ann', [claiming('rent', '7')])
  fold.by('cora', [claiming('cash', '7')])
  fold.by('bob', [claiming('rent', '7')])

  expect(numbersIn(fold.state)).toEqual({ rent: '7', cash: '8' })
})

test('a number does not date from another one that stood there in a conflict', () => {
  const fold = new Fold()
  fold.by('ann', [claiming('rent', '6')])
  fold.by('cora', [claiming('cash', '7')])
  fold.by('bob', [claiming('rent', '7')])

  expect(numbersIn(fold.state)).toEqual({ cash: '7', rent: '8' })
})

test('numbers of another table or field are another series', () => {
  const fold = new Fold()
  fold.by('ann', [claiming('rent', '7', { ...numberOf('rent'), table: 'invoices' })])
  fold.by('ann', [claiming('rent', '7', { ...numberOf('rent'), field: 'alias' })])
  fold.by('bob', [claiming('cash', '7')])

  expect(numbersIn(fold.state)).toEqual({ cash: '7' })
})

test('an emptied number is no claim', () => {
  const fold = new Fold()
  const first = fold.by('ann', [claiming('rent', '7')])
  fold.by('ann', [writing(numberOf('rent'), { kind: 'nothing' }, [first], 'claim')])
  fold.by('bob', [claiming('cash', '7')])

  const register = fold.state.register('journal-entries', 'rent', 'number')
  expect(register && claimOf(fold.state, 'rent', register)).toBeNull()
  expect(numbersIn(fold.state)).toEqual({ cash: '7' })
})
