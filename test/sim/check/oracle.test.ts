import { expect, test } from 'vitest'

import { countConflicts, Oracle } from '../../../src/sim/check/oracle/standing-writes.ts'
import type { WriteRecord } from '../../../src/sim/record/recording.ts'
import { balance, note, wrote } from './recording.ts'

const expectedRegisters = (writes: readonly WriteRecord[], applied: ReadonlySet<string> | null = null) =>
  new Oracle(writes).expected(applied)
const expectedOf = (writes: readonly WriteRecord[], applied: ReadonlySet<string> | null = null) =>
  expectedRegisters(writes, applied).get(balance)

const apart = [wrote('ann-1', { value: 'n1' }), wrote('bob-1', { value: 'n2' })]

test('two who had not seen each other conflict', () => {
  expect(expectedOf(apart)).toEqual({ register: balance, siblings: ['ann-1', 'bob-1'], inConflict: true })
})

test('one who had seen the other replaces it', () => {
  expect(expectedOf([wrote('ann-1'), wrote('bob-1', { observed: ['ann-1'] })])).toMatchObject({
    siblings: ['bob-1'],
    inConflict: false,
  })
})

test('identical values are no conflict, and both stand', () => {
  const same = apart.map((write) => ({ ...write, value: 'n7' }))

  expect(expectedOf(same)).toMatchObject({ siblings: ['ann-1', 'bob-1'], inConflict: false })
})

test('a third that differs makes two equal ones conflict', () => {
  const writes = [...apart.map((write) => ({ ...write, value: 'n7' })), wrote('cora-1', { value: 'n8' })]

  expect(expectedOf(writes)?.inConflict).toBe(true)
})

test('writing into a conflict replaces only what was shown', () => {
  const writes = [...apart, wrote('cora-1', { value: 'n3', observed: ['ann-1'] })]

  expect(expectedOf(writes)).toMatchObject({ siblings: ['bob-1', 'cora-1'], inConflict: true })
})

test('a resolve settles all that it listed', () => {
  const resolve = wrote('choice', { value: 'n1', observed: ['ann-1', 'bob-1'], resolves: true })

  expect(expectedOf([...apart, resolve])).toMatchObject({ siblings: ['choice'], inConflict: false })
})

test('a resolve stays open when another value arrived', () => {
  const resolve = wrote('choice', { value: 'n1', observed: ['ann-1', 'bob-1'], resolves: true })
  const late = wrote('cora-1', { value: 'n3' })

  expect(expectedOf([...apart, late, resolve])).toMatchObject({
    siblings: ['cora-1', 'choice'],
    inConflict: true,
  })
})

test('two resolves that choose differently conflict again', () => {
  const choices = ['n1', 'n2'].map((value) =>
    wrote(`choice ${value}`, { value, observed: ['ann-1', 'bob-1'], resolves: true }),
  )

  expect(expectedOf([...apart, ...choices])?.inConflict).toBe(true)
})

test('a copy is judged by what it knows', () => {
  const writes = [...apart, wrote('choice', { observed: ['ann-1', 'bob-1'], resolves: true })]

  expect(expectedOf(writes, new Set(['ann-1']))?.siblings).toEqual(['ann-1'])
  expect(expectedOf(writes, new Set(['ann-1', 'bob-1']))?.inConflict).toBe(true)
  expect(expectedOf(writes, new Set())).toBeUndefined()
})

test('the order of the writes makes no difference', () => {
  const writes = [...apart, wrote('cora-1', { value: 'n3', observed: ['bob-1'] })]

  const siblings = [...(expectedOf(writes.toReversed())?.siblings ?? [])].sort()

  expect(siblings).toEqual(['ann-1', 'cora-1'])
})

test('one field of a record leaves the other alone', () => {
  const writes = [wrote('ann-1'), wrote('bob-1', { register: note })]

  expect(expectedRegisters(writes).get(note)?.inConflict).toBe(false)
  expect(expectedOf(writes)?.inConflict).toBe(false)
})

test('the same id in another register replaces nothing', () => {
  const writes = [wrote('new'), wrote('new', { register: note }), wrote('bob-1', { observed: ['new'] })]

  expect(expectedRegisters(writes).get(note)?.siblings).toEqual(['new'])
})

test('an open conflict is counted as open', () => {
  expect(countConflicts(apart)).toEqual({ open: 1, resolved: 0 })
})

test('a settled conflict is counted as resolved', () => {
  const resolve = wrote('choice', { value: 'n1', observed: ['ann-1', 'bob-1'], resolves: true })

  expect(countConflicts([...apart, resolve])).toEqual({ open: 0, resolved: 1 })
})

test('a conflict that opened again is only open', () => {
  const resolve = wrote('choice', { value: 'n1', observed: ['ann-1', 'bob-1'], resolves: true })

  expect(countConflicts([...apart, resolve, wrote('cora-1', { value: 'n3' })])).toEqual({
    open: 1,
    resolved: 0,
  })
})

test('a choice between equal values resolves no conflict', () => {
  const same = apart.map((write) => ({ ...write, value: 'n7' }))
  const resolve = wrote('choice', { value: 'n7', observed: ['ann-1', 'bob-1'], resolves: true })

  expect(countConflicts([...same, resolve])).toEqual({ open: 0, resolved: 0 })
})

test('a write over something that nobody recorded stands by itself', () => {
  expect(expectedOf([wrote('ann-1', { observed: ['unrecorded'] })])).toMatchObject({ siblings: ['ann-1'] })
  expect(
    expectedOf([wrote('bob-1', { register: note }), wrote('ann-1', { observed: ['bob-1'] })]),
  ).toMatchObject({ siblings: ['ann-1'] })
})
