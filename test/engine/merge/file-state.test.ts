import { expect, test } from 'vitest'

import { displayText } from '../../../src/engine/event/value.ts'
import type { FileState } from '../../../src/engine/merge/file-state.ts'
import type { Register } from '../../../src/engine/merge/register.ts'
import { Fold, writing } from './fold.ts'

const place = { table: 'checklist', key: '4', field: 'question' }

const textsOf = (register: Register | null | undefined): readonly string[] =>
  (register?.siblings ?? []).map(({ value }) => displayText(value))

const textsAt = (state: FileState): readonly string[] =>
  textsOf(state.register(place.table, place.key, place.field))

const madeBy = (user: string) =>
  ({ kind: 'register-copy', copyName: `laptop-${user}`, user, parent: null }) as const

const naming = (user: string) => ({ kind: 'template-author', user }) as const

test('a conflict that a later write settles is listed no more', () => {
  const fold = new Fold()
  const ann = fold.by('ann', [writing(place, '1')])
  const bob = fold.by('bob', [writing(place, '2')])
  expect(fold.state.conflictCount).toBe(1)

  fold.by('eve', [writing(place, '3', [ann, bob])])

  expect(textsAt(fold.state)).toEqual(['3'])
  expect(fold.state.conflicts()).toEqual([])
})

test('a conflict whose values come to agree is listed no more, and both stand', () => {
  const fold = new Fold()
  fold.by('ann', [writing(place, '1')])
  const bob = fold.by('bob', [writing(place, '2')])

  fold.by('eve', [writing(place, '1', [bob])])

  expect(textsAt(fold.state)).toEqual(['1', '1'])
  expect(fold.state.conflictCount).toBe(0)
})

test('a listener learns which values a write removed', () => {
  const fold = new Fold()
  const removed: (readonly string[])[] = []
  const listener = (_: Register, __: unknown, gone: Register['siblings']) =>
    removed.push(gone.map(({ author }) => author))
  const ann = fold.by('ann', [writing(place, '1')], listener)
  fold.by('bob', [writing(place, '2')], listener)

  fold.by('eve', [writing(place, '3', [ann])], listener)

  expect(removed).toEqual([[], [], ['ann']])
})

/** Bob writes for the template without being its author. Cora wrote before him, and eve after him. */
const withThreeValues = () => {
  const fold = new Fold()
  fold.by('ann', [madeBy('ann')])
  const dots = [
    fold.by('cora', [writing(place, 'of cora')]),
    fold.by('bob', [writing(place, 'of bob', [], 'template')]),
    fold.by('eve', [writing(place, 'of eve')]),
  ]
  return { fold, dots }
}

test('naming an author of the template reorders what was written before, and the list of conflicts', () => {
  const { fold } = withThreeValues()
  expect(textsAt(fold.state)).toEqual(['of eve', 'of bob', 'of cora'])

  fold.by('ann', [naming('bob')])

  expect(textsAt(fold.state)).toEqual(['of bob', 'of eve', 'of cora'])
  expect(fold.state.conflicts().map(textsOf)).toEqual([['of bob', 'of eve', 'of cora']])
})

test('the registration of the file’s maker reorders template values that came before it', () => {
  const fold = new Fold()
  fold.by('bob', [writing(place, 'of bob', [], 'template')])
  fold.by('eve', [writing(place, 'of eve')])

  fold.by('ann', [madeBy('bob')])

  expect(textsAt(fold.state)).toEqual(['of bob', 'of eve'])
})

test('a settled register stays settled when an author is named afterwards', () => {
  const { fold, dots } = withThreeValues()
  fold.by('ann', [writing(place, 'settled', dots)])

  fold.by('ann', [naming('bob')])

  expect(textsAt(fold.state)).toEqual(['settled'])
  expect(fold.state.conflictCount).toBe(0)
})

test('observers learn of each register that was reordered, and of no other', () => {
  const { fold } = withThreeValues()
  const other = { ...place, key: '5' }
  fold.by('ann', [writing(other, 'of ann')])
  fold.by('eve', [writing(other, 'of eve')])
  const reordered: (readonly string[])[] = []
  fold.state.onRerank((register) => reordered.push(textsOf(register)))

  fold.by('ann', [naming('bob')])

  expect(reordered).toEqual([['of bob', 'of eve', 'of cora']])
})
