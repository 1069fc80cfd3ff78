import type { FileState } from './file-state.ts'
import { recordLife } from './record-life.ts'
import type { Register, Written } from './register.ts'

export interface BrokenReference {
  readonly register: Register
  readonly written: Written
  readonly table: string
  readonly key: string
  readonly deletedBy: readonly Written[]
}

/** Sorted by address. Nothing mends itself: a person restores the record or chooses another. */
export const brokenReferences = (state: FileState): readonly BrokenReference[] =>
  state
    .ruledBy('reference')
    .filter(({ table, key }) => recordLife(state, table, key).kind !== 'deleted')
    .toSorted((a, b) => (a.address < b.address ? -1 : 1))
    .flatMap((register) => register.siblings.flatMap((written) => brokenIn(state, register, written) ?? []))

const brokenIn = (state: FileState, register: Register, written: Written): BrokenReference | null => {
  if (written.value.kind !== 'reference') return null
  const { table, key } = written.value
  const life = recordLife(state, table, key)
  if (life.kind === 'deleted') return { register, written, table, key, deletedBy: life.deletedBy }
  const isThere = state.fields(table, key).length > 0
  return isThere ? null : { register, written, table, key, deletedBy: [] }
}
