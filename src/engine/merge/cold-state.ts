import type { ContinuesOp, Merge } from '../event/index.ts'
import type { LogId } from '../identifier/index.ts'
import type { LogTimestamps, ColdTimestamps } from './ahead-timestamps.ts'
import type { Collections } from './collections.ts'
import type { Hierarchy } from './hierarchy.ts'
import type { Register, Written } from './register.ts'
import type { TemplateAuthors } from './template-authors.ts'

/** A line that goes on where another one was left. */
export interface Continuation {
  readonly log: LogId
  readonly continues: ContinuesOp
}

/** Where a register lies, in three names. */
export type RegisterAddress = Pick<Register, 'address' | 'table' | 'key' | 'field'>

/** A record as it was written down: its registers in order, and which of their values the template's author wrote. */
export interface ColdRecord {
  readonly registers: readonly Register[]
  readonly templates: readonly Written[]
}

/** A state that was written down. Records are read when somebody looks at them. */
export interface ColdState {
  /** By table and key: the number of the record, by which it is read. Taken over by the state. */
  readonly tables: Map<string, Map<string, number>>
  readonly record: (number: number) => ColdRecord
  /** Where several values stand, in the order in which they came to. */
  readonly plural: readonly RegisterAddress[]
  readonly ruled: readonly (readonly [merge: Merge, places: readonly RegisterAddress[]])[]
  readonly continuations: readonly Continuation[]
  readonly hierarchy: Hierarchy
  readonly collections: Collections
  readonly templateAuthors: TemplateAuthors
  readonly timestamps: ColdTimestamps
  readonly unknownOps: number
}

/** All that a state is made of, for whoever writes it down. */
export interface StateParts extends Omit<ColdState, 'tables' | 'record' | 'timestamps'> {
  readonly records: readonly (readonly [
    table: string,
    records: readonly (readonly [key: string, registers: readonly Register[]])[],
  ])[]
  readonly isTemplate: (written: Written) => boolean
  readonly timestamps: readonly LogTimestamps[]
}
