import type { FactRow, StoreChange } from '../ports/index.ts'

const heartbeat = { table: 'heartbeat', key: 'centre' } as const

export const heartbeatRow = (atMs: number): FactRow => ({ ...heartbeat, value: JSON.stringify({ atMs }) })

/** Returns the time by the centre's clock, or null if the change is no heartbeat. */
export const heartbeatMs = ({ rows, atMs }: StoreChange): number | null =>
  rows.some(({ table, key }) => table === heartbeat.table && key === heartbeat.key) ? atMs : null
