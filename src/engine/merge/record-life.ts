import { compareDots, type Dot, dotText } from '../identifier/index.ts'
import type { FileState } from './file-state.ts'
import { type Register, shownDots, type Written } from './register.ts'

/** The register for a record's deletion, beside its fields. */
export const deletionField = '@deleted'

/** A contribution that is still in force: a value, an element of a set, a count. */
export type Standing = Pick<Written, 'dot' | 'author' | 'timestamp'>

export type RecordLife =
  | { readonly kind: 'live' }
  | { readonly kind: 'deleted'; readonly deletedBy: readonly Written[] }
  /** Somebody else wrote to it or restored it without having been shown the deletion. */
  | { readonly kind: 'kept'; readonly deletedBy: readonly Written[]; readonly keptBy: readonly Standing[] }

export interface ListedDeletion {
  readonly table: string
  readonly key: string
  readonly life: Exclude<RecordLife, { kind: 'live' }>
}

const live: RecordLife = { kind: 'live' }

/**
 * A deletion removes the values that its author was shown. An edit unseen by the deleter keeps the record,
 * in any order of events and with any clocks.
 */
export const recordLife = (state: FileState, table: string, key: string): RecordLife => {
  const register = state.register(table, key, deletionField)
  if (!register) return live
  const deletedBy = register.siblings.filter(({ value }) => value.kind === 'deleted')
  if (deletedBy.length === 0) return live
  const restored = register.siblings.filter(({ value }) => value.kind !== 'deleted')
  const covered = coveredDots(deletedBy)
  const values: readonly Standing[] = [
    ...fieldsOf(state, table, key).flatMap(({ siblings }) => siblings),
    ...state.collections.ofRecord(table, key),
  ]
  const keptBy = onceEach([...restored, ...values.filter(({ dot }) => !covered.has(dotText(dot)))])
  return keptBy.length === 0 ? { kind: 'deleted', deletedBy } : { kind: 'kept', deletedBy, keptBy }
}

/** Gone or kept, sorted by address. */
export const listedDeletions = (state: FileState): readonly ListedDeletion[] =>
  state
    .ruledBy('deletion')
    .toSorted((a, b) => (a.address < b.address ? -1 : 1))
    .flatMap(({ table, key }) => {
      const life = recordLife(state, table, key)
      return life.kind === 'live' ? [] : [{ table, key, life }]
    })

/** Excludes the deletion. */
export const fieldsOf = (state: FileState, table: string, key: string): readonly Register[] =>
  state
    .fields(table, key)
    .flatMap((field) => (field === deletionField ? [] : (state.register(table, key, field) ?? [])))

/** Each field's shown value, and everything in sets and counters. */
export const shownDotsOf = (state: FileState, table: string, key: string): readonly Dot[] => {
  const shown = fieldsOf(state, table, key).flatMap((register) => shownDots(register))
  const standing = [...shown.map((dot) => ({ dot })), ...state.collections.ofRecord(table, key)]
  return onceEach(standing).map(({ dot }) => dot)
}

/** Sorts by dot, so the order of arrival does not matter. */
export const onceEach = <T extends { readonly dot: Dot }>(standing: readonly T[]): readonly T[] =>
  [...new Map(standing.map((one) => [dotText(one.dot), one])).values()].sort((a, b) =>
    compareDots(a.dot, b.dot),
  )

const coveredDots = (deletions: readonly Written[]): ReadonlySet<string> =>
  new Set(deletions.flatMap(({ value }) => (value.kind === 'deleted' ? value.covers.map(dotText) : [])))
