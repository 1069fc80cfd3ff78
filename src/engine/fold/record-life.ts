import { type Dot, dotText } from '../event/line.ts'
import type { FileState } from './file-state.ts'
import { type Register, shownDots, type Written } from './register.ts'

/** A record's deletion mark stands in a register of this name, beside its fields. */
export const markField = '@deleted'

/** Whether a record is there, and what became of whoever deleted it. */
export type RecordLife =
  | { readonly kind: 'live' }
  | { readonly kind: 'deleted'; readonly deletedBy: readonly Written[] }
  /** Somebody deleted it, and somebody else wrote to it or restored it without having been shown that. */
  | { readonly kind: 'kept'; readonly deletedBy: readonly Written[]; readonly keptBy: readonly Written[] }

/** A record that was deleted, wholly or not. */
export interface MarkedRecord {
  readonly table: string
  readonly key: string
  readonly life: Exclude<RecordLife, { kind: 'live' }>
}

const live: RecordLife = { kind: 'live' }

/**
 * Pure: a deletion takes away the values that its author was shown, and a record stays while one value stands that no
 * deletion covers. So an edit that the deleter had not seen keeps it, whoever wrote first and whatever the clocks said.
 */
export const recordLife = (state: FileState, table: string, key: string): RecordLife => {
  const mark = state.register(table, key, markField)
  if (!mark) return live
  const deletedBy = mark.heads.filter(({ value }) => value.kind === 'deleted')
  if (deletedBy.length === 0) return live
  const restored = mark.heads.filter(({ value }) => value.kind !== 'deleted')
  const covered = coveredDots(deletedBy)
  const uncovered = fieldsOf(state, table, key).flatMap(({ heads }) =>
    heads.filter(({ dot }) => !covered.has(dotText(dot))),
  )
  const keptBy = [...restored, ...uncovered]
  return keptBy.length === 0 ? { kind: 'deleted', deletedBy } : { kind: 'kept', deletedBy, keptBy }
}

/** Records under a deletion mark, in the order of their addresses. */
export const markedRecords = (state: FileState): readonly MarkedRecord[] =>
  state
    .ruledBy('mark')
    .toSorted((a, b) => (a.address < b.address ? -1 : 1))
    .flatMap(({ table, key }) => {
      const life = recordLife(state, table, key)
      return life.kind === 'live' ? [] : [{ table, key, life }]
    })

/** The record's registers without its deletion mark. */
export const fieldsOf = (state: FileState, table: string, key: string): readonly Register[] =>
  state
    .fields(table, key)
    .flatMap((field) => (field === markField ? [] : (state.register(table, key, field) ?? [])))

/** The ids behind what a screen shows of a record: of each field the shown value. */
export const shownDotsOf = (state: FileState, table: string, key: string): readonly Dot[] => {
  const byText = new Map<string, Dot>()
  for (const register of fieldsOf(state, table, key)) {
    for (const dot of shownDots(register)) byText.set(dotText(dot), dot)
  }
  return [...byText.values()]
}

const coveredDots = (deletions: readonly Written[]): ReadonlySet<string> =>
  new Set(deletions.flatMap(({ value }) => (value.kind === 'deleted' ? value.covers.map(dotText) : [])))
