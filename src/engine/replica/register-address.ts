import type { Event, Value, WriteOp } from '../event/index.ts'
import type { Dot } from '../identifier/index.ts'

/** Where a value stands: a field of a record. */
export interface RegisterAddress {
  readonly table: string
  readonly key: string
  readonly field: string
}

/** A record, as its id is in its table. */
export type RecordId = Omit<RegisterAddress, 'field'>

/** Reads `TABLE/KEY.FIELD`; null where the text is no address. A key may hold dots and slashes, a field may not. */
export const parseAddress = (text: string): RegisterAddress | null => {
  const match = /^([^/]+)\/(.+)\.([^./]+)$/.exec(text)
  if (!match?.[1] || !match[2] || !match[3]) return null
  return { table: match[1], key: match[2], field: match[3] }
}

/** Reads `TABLE/KEY`; null where the text names no record. */
export const parseRecordId = (text: string): RecordId | null => {
  const match = /^([^/]+)\/(.+)$/.exec(text)
  return match?.[1] && match[2] ? { table: match[1], key: match[2] } : null
}

/** A write of a field of its own, which chooses between nobody's values. */
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

/** Whether the event wrote a value there. */
export const wroteAt = (event: Event, { table, key, field }: RegisterAddress): boolean =>
  event.ops.some((op) => op.kind === 'write' && op.table === table && op.key === key && op.field === field)

/** Whether the event wrote to the record at all. */
export const wroteTo = (event: Event, { table, key }: RecordId): boolean =>
  event.ops.some((op) => 'table' in op && op.table === table && op.key === key)
