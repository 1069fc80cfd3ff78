import { markerWidth } from './overview-layout.ts'

/** 0 if a column of a run's row has no room. */
export interface RowColumns {
  readonly name: number
  readonly standing: number
  readonly bar: number
  readonly percent: number
  readonly rate: number
  readonly open: number
  readonly checks: number
}

const wanted = { standing: 14, percent: 6, rate: 10, open: 13, checks: 12 }
/** Between a name and what follows it. */
export const nameGap = 2
const nameMin = 20
const barMin = 4
/** The first to go on a narrow terminal comes first. */
const droppable = ['rate', 'open', 'checks'] as const

/** Columns of one row: on a narrow terminal the rate goes first, then the conflicts, then the checks. */
export const rowColumns = (nameWidth: number, width: number): RowColumns => {
  const columns = { ...wanted }
  const room = (): number =>
    width - markerWidth - barMin - Object.values(columns).reduce((sum, each) => sum + each, 0)
  for (const column of droppable) if (room() < nameWidth + nameGap) columns[column] = 0
  // Even alone, a very long name leaves room for how the run stands.
  const name = Math.min(nameWidth + nameGap, Math.max(nameMin, room()))
  return { ...columns, name, bar: barMin + Math.max(0, room() - name) }
}
