import { type Dot, dotText } from '../identifier/index.ts'
import type { Added } from './collections.ts'
import type { FileState } from './file-state.ts'
import { fieldsOf, recordLife } from './record-life.ts'
import { shownDots } from './register.ts'

/** A record's sign-offs are a set of this name, beside its fields. */
export const signOffField = '@signed'

/** Who signed a record, and whether what they signed is what it shows now. */
export interface SignOff {
  readonly signed: Added
  readonly versions: readonly Dot[]
  /** False where somebody changed, deleted or put back something since, or where the screen shows another value now. */
  readonly isCurrent: boolean
}

/** Pure: those that nobody took back, in the order of their dots. */
export const signOffs = (state: FileState, table: string, key: string): readonly SignOff[] =>
  state.collections.added(table, key, signOffField).flatMap((signed) => {
    if (signed.element.kind !== 'signed') return []
    const { versions } = signed.element
    return [{ signed, versions, isCurrent: isCurrent(state, { table, key }, versions) }]
  })

// What the record's screen shows, but for who signed it.
const signableDots = (state: FileState, table: string, key: string): readonly Dot[] => {
  const shown = fieldsOf(state, table, key).flatMap((register) => shownDots(register))
  return [...shown, ...state.collections.ofRecord(table, key, signOffField).map(({ dot }) => dot)]
}

// The same value written by somebody else as well is still the value that was signed.
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
