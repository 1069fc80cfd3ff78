import type { Event, Value, WriteOp } from '../event/index.ts'
import type { Dot } from '../identifier/index.ts'

export interface RegisterAddress {
  readonly table: string
  readonly key: string
  readonly field: string
}

export type RecordId = Omit<RegisterAddress, 'field'>

/** Parses `TABLE/KEY.FIELD`. Returns null if malformed. Keys may hold dots and slashes, fields may not. */
export const parseAddress = (text: string): RegisterAddress | null => {
  const match = /^([^/]+)\/(.+)\.([^./]+)$/.exec(text)
  if (!match?.[1] || !match[2] || !match[3]) return null
  return { table: match[1], key: match[2], field: match[3] }
}

/** Parses `TABLE/KEY`. Returns null if malformed. */
export const parseRecordId = (text: string): RecordId | null => {
  const match = /^([^/]+)\/(.+)$/.exec(text)
  return match?.[1] && match[2] ? { table: match[1], key: match[2] } : null
}

export const writeOf = (
  { table, key, field }: RegisterAddress,
  value: Value,
  supersedes: readonly Dot[],
): WriteOp => ({
  kind: 'write',
  merge: 'register',
  table,
  key,
  group: '',
  field,
  value,
  supersedes,
  resolves: false,
})

export const wroteAt = (event: Event, { table, key, field }: RegisterAddress): boolean =>
  event.ops.some((op) => op.kind === 'write' && op.table === table && op.key === key && op.field === field)

export const wroteTo = (event: Event, { table, key }: RecordId): boolean =>
  event.ops.some((op) => 'table' in op && op.table === table && op.key === key)
