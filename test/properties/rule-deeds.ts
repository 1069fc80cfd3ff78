import fc from 'fast-check'

import type { Op } from '../../src/engine/event/op.ts'
import {
  deletedValue,
  referenceValue,
  signedValue,
  textValue,
  typedValue,
  type Value,
} from '../../src/engine/event/value.ts'
import { compareDots, type Dot, logIdFromBytes } from '../../src/engine/identifier/log-id.ts'
import { deletionField, shownDotsOf } from '../../src/engine/merge/record-life.ts'
import { type RegisterAddress, writeOf } from '../../src/engine/replica/register-address.ts'
import type { LightCopy } from './light-copy.ts'

/**
 * What people do to records, with every kind of op. Which of the values that stand were on the screen is drawn as well,
 * since it may not depend on anybody's clock.
 */
export interface RuleDeed {
  readonly kind: (typeof deedKinds)[number]
  readonly key: string
  readonly other: string
  readonly number: number
  /** Which of the values that stand, counted in the order of their dots, was on the screen. */
  readonly sees: number
}

const deedKinds = [
  'edit',
  'settle',
  'delete',
  'restore',
  'claim',
  'move',
  'refer',
  'template',
  'name-author',
  'add',
  'remove',
  'count',
  'sign',
  'newer',
] as const

const drawnKey = fc.constantFrom('a', 'b', 'c')

/** A swarm: each history has its own few kinds, so that what needs several of one kind happens. */
export const drawnKinds = fc.subarray([...deedKinds], { minLength: 1 })

export const drawnRuleDeed = (kinds: readonly RuleDeed['kind'][]): fc.Arbitrary<RuleDeed> =>
  fc.record({
    kind: fc.constantFrom(...kinds),
    key: drawnKey,
    other: drawnKey,
    number: fc.integer({ min: 1, max: 3 }),
    sees: fc.nat({ max: 3 }),
  })

/** Does it in a copy, as its state is; ops that make no sense there are left out. */
export const actOut = (copy: LightCopy, deed: RuleDeed): void => {
  const ops = opsOf(copy, deed)
  if (ops.length > 0) copy.add(ops)
}

const opsOf = (copy: LightCopy, deed: RuleDeed): readonly Op[] => {
  const { kind, key, other, number } = deed
  const at = (field: string, table = 'entries'): RegisterAddress => ({ table, key, field })
  const tags = { table: 'entries', key, field: 'tags', element: textValue(other) }
  const typed = typedValue(String(number))
  switch (kind) {
    case 'edit':
      return [over(copy, at('amount'), typed, deed)]
    case 'settle':
      return [settling(copy, at('amount'), typed)]
    case 'delete':
      return [{ ...settling(copy, at(deletionField), deletedValue(dotsOf(copy, key))), merge: 'deletion' }]
    case 'restore':
      return [{ ...settling(copy, at(deletionField), { kind: 'nothing' }), merge: 'deletion' }]
    case 'claim':
      return [{ ...over(copy, at('number'), typed, deed), merge: 'claim' }]
    case 'move':
      return [
        { ...over(copy, at('name', 'folders'), textValue('folder'), deed), merge: 'claim' },
        { ...over(copy, at('parent', 'folders'), referenceValue('folders', other), deed), merge: 'parent' },
      ]
    case 'refer':
      return [{ ...over(copy, at('code'), referenceValue('entries', other), deed), merge: 'reference' }]
    case 'template':
      return [{ ...over(copy, at('amount'), typed, deed), merge: 'template' }]
    case 'name-author':
      return [authorOp(number), { kind: 'template-author', user: lineName(number) }]
    case 'add':
      return [{ kind: 'add', ...tags }]
    case 'remove':
      return [
        { kind: 'remove', ...tags, covers: copy.state.collections.added('entries', key, 'tags').map(dotOf) },
      ]
    case 'count':
      return [{ kind: 'count', ...at('hours'), by: number - 2 }]
    case 'sign':
      return [{ kind: 'add', ...at('@signed'), element: signedValue(dotsOf(copy, key)) }]
    case 'newer':
      return [{ kind: 'unknown', code: 4711, payload: Uint8Array.of(number) }]
  }
}

// The first copy says that it made the file; whoever else says so only names a parent.
const authorOp = (number: number): Op => ({
  kind: 'register-copy',
  copyName: 'copy',
  user: lineName(1),
  parent: number === 1 ? null : logIdFromBytes(Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0)),
})

const lineName = (number: number): string => logIdFromBytes(Uint8Array.of(number, 0, 0, 0, 0, 0, 0, 0))

const dotOf = ({ dot }: { readonly dot: Dot }): Dot => dot

// All that stands: what is shown depends on clocks.
const dotsOf = (copy: LightCopy, key: string): readonly Dot[] => {
  const standing = copy.state
    .fields('entries', key)
    .filter((field) => field !== deletionField)
    .flatMap((field) => copy.state.register('entries', key, field)?.siblings.map(dotOf) ?? [])
  return [...shownDotsOf(copy.state, 'entries', key), ...standing]
}

const headsAt = (copy: LightCopy, { table, key, field }: RegisterAddress): readonly Dot[] =>
  (copy.state.register(table, key, field)?.siblings ?? []).map(dotOf).toSorted(compareDots)

const over = (copy: LightCopy, place: RegisterAddress, value: Value, { sees }: RuleDeed) => {
  const heads = headsAt(copy, place)
  return writeOf(place, value, heads.length === 0 ? [] : heads.slice(sees % heads.length).slice(0, 1))
}

const settling = (copy: LightCopy, place: RegisterAddress, value: Value) => ({
  ...writeOf(place, value, headsAt(copy, place)),
  resolves: true,
})
