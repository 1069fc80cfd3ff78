import { type Dot, dotText } from '../identifier/index.ts'
import type { Added } from './collections.ts'
import type { FileState } from './file-state.ts'
import { fieldsOf, recordLife } from './record-life.ts'
import { shownDots } from './register.ts'

/** The set of a record's sign-offs, beside its fields. */
export const signOffField = '@signed'

export interface SignOff {
  readonly signed: Added
  readonly versions: readonly Dot[]
  /** False if anything was changed, deleted or restored since, or if another value is shown now. */
  readonly isCurrent: boolean
}

/** Sorted by dot. */
export const signOffs = (state: FileState, table: string, key: string): readonly SignOff[] =>
  state.collections.added(table, key, signOffField).flatMap((signed) => {
    if (signed.element.kind !== 'signed') return []
    const { versions } = signed.element
    return [{ signed, versions, isCurrent: isCurrent(state, { table, key }, versions) }]
  })

// Excludes sign-offs.
const signableDots = (state: FileState, table: string, key: string): readonly Dot[] => {
  const shown = fieldsOf(state, table, key).flatMap((register) => shownDots(register))
  return [...shown, ...state.collections.ofRecord(table, key, signOffField).map(({ dot }) => dot)]
}

// A signed value stays signed if somebody else writes the same one too.
const isCurrent = (
  state: FileState,
  { table, key }: { readonly table: string; readonly key: string },
  versions: readonly Dot[],
): boolean => {
  const signed = new Set(versions.map(dotText))
  const isSigned = (dot: Dot): boolean => signed.has(dotText(dot))
  const standing = new Set(signableDots(state, table, key).map(dotText))
  return (
    recordLife(state, table, key).kind === 'live' &&
    fieldsOf(state, table, key).every((register) => shownDots(register).some(isSigned)) &&
    state.collections.ofRecord(table, key, signOffField).every(({ dot }) => isSigned(dot)) &&
    versions.every((dot) => standing.has(dotText(dot)))
  )
}
