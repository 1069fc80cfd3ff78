import type { ContinuesOp, Merge } from '../event/index.ts'
import type { LogId } from '../identifier/index.ts'
import type { LogTimestamps, ColdTimestamps } from './ahead-timestamps.ts'
import type { Collections } from './collections.ts'
import type { Hierarchy } from './hierarchy.ts'
import type { Register, Written } from './register.ts'
import type { TemplateAuthors } from './template-authors.ts'

export interface Continuation {
  readonly log: LogId
  readonly continues: ContinuesOp
}

export type RegisterAddress = Pick<Register, 'address' | 'table' | 'key' | 'field'>

/** A saved record, and those of its values that the template's author wrote. */
export interface ColdRecord {
  readonly registers: readonly Register[]
  readonly templates: readonly Written[]
}

/** Decodes records on demand. */
export interface ColdState {
  /** The number of each record, by table and key. The state takes the maps over. */
  readonly tables: Map<string, Map<string, number>>
  readonly record: (number: number) => ColdRecord
  /** In the order in which they got several values. */
  readonly plural: readonly RegisterAddress[]
  readonly ruled: readonly (readonly [merge: Merge, places: readonly RegisterAddress[]])[]
  readonly continuations: readonly Continuation[]
  readonly hierarchy: Hierarchy
  readonly collections: Collections
  readonly templateAuthors: TemplateAuthors
  readonly timestamps: ColdTimestamps
  readonly unknownOps: number
}

export interface StateParts extends Omit<ColdState, 'tables' | 'record' | 'timestamps'> {
  readonly records: readonly (readonly [
    table: string,
    records: readonly (readonly [key: string, registers: readonly Register[]])[],
  ])[]
  readonly isTemplate: (written: Written) => boolean
  readonly timestamps: readonly LogTimestamps[]
}
