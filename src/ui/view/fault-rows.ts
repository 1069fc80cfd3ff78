import type { FaultView } from '../../result/live-event.ts'
import { columnAt, type TimeAxis } from './time-axis.ts'

export interface FaultRow {
  readonly name: string
  readonly count: number
  readonly lasting: boolean
  readonly cells: readonly FaultCell[]
}

export type FaultCell = 'fault' | 'past' | 'future'

/** One row for each label and target, or for each label alone where those would be more than `rowsMax`. */
export const faultRows = (
  faults: readonly FaultView[],
  options: { readonly axis: TimeAxis; readonly nowUs: number; readonly rowsMax: number },
): readonly FaultRow[] => {
  const fine = Map.groupBy(faults, (fault) => `${fault.label} ${fault.target}`)
  const groups = fine.size <= options.rowsMax ? fine : Map.groupBy(faults, (fault) => fault.label)
  return [...groups.values()].slice(0, options.rowsMax).map((members) => ({
    name: nameOf(members),
    count: members.length,
    lasting: members.some((fault) => fault.toUs === null),
    cells: cellsOf(members, options.axis, options.nowUs),
  }))
}

const nameOf = (members: readonly FaultView[]): string => {
  const labels = new Set(members.map((fault) => fault.label))
  const targets = new Set(members.map((fault) => fault.target))
  return [...labels, ...(targets.size === 1 ? targets : [])].join(' ')
}

/** A row for a day on which nothing has gone wrong yet. */
export const calmRow = (axis: TimeAxis, nowUs: number): FaultRow => ({
  name: 'none so far',
  count: 0,
  lasting: false,
  cells: cellsOf([], axis, nowUs),
})

const cellsOf = (faults: readonly FaultView[], axis: TimeAxis, nowUs: number): readonly FaultCell[] => {
  const now = columnAt(axis, nowUs)
  const cells = Array.from({ length: axis.width }, (_, column): FaultCell =>
    column <= now ? 'past' : 'future',
  )
  for (const { fromUs, toUs } of faults) {
    const from = columnAt(axis, fromUs)
    cells.fill('fault', from, columnAt(axis, toUs ?? nowUs) + 1)
  }
  return cells
}
