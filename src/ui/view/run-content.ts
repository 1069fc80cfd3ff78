import type { CopyView } from '../../result/live-event.ts'
import { checkLines } from './check-lines.ts'
import { conflictLines } from './conflict-lines.ts'
import { calmRow, faultRows, type FaultRow } from './fault-rows.ts'
import { checksOf } from './run-summary.ts'
import type { RunState } from './runs-state.ts'
import { storeLines } from './store-lines.ts'
import { span, type Line } from './text-line.ts'
import type { TimeAxis } from './time-axis.ts'
import { topologyLines } from './topology-lines.ts'

export interface RunContent {
  readonly topology: readonly Line[]
  readonly copies: readonly CopyView[]
  readonly conflicts: readonly Line[]
  readonly checks: readonly Line[]
}

export interface PanelWidths {
  readonly left: number
  readonly right: number
}

export const faultLabelWidth = 24

export const runContent = (run: RunState, widths: PanelWidths): RunContent => ({
  topology: topologyContent(run, widths.left),
  copies: run.frame?.copies ?? [],
  conflicts: conflictContent(run, widths.right),
  checks: checkLines(checksOf(run), widths.right),
})

export const faultContent = (
  run: RunState,
  room: { readonly width: number; readonly rowsMax: number },
): { readonly axis: TimeAxis; readonly rows: readonly FaultRow[] } => {
  const nowUs = run.frame?.virtualUs ?? 0
  const axis: TimeAxis = {
    startsAtMs: run.world?.startsAtMs ?? 0,
    endUs: run.frame?.endUs ?? 1,
    width: Math.max(1, room.width - faultLabelWidth),
  }
  const rows = faultRows(run.frame?.faults ?? [], { axis, nowUs, rowsMax: room.rowsMax })
  return { axis, rows: rows.length === 0 ? [calmRow(axis, nowUs)] : rows }
}

const topologyContent = (run: RunState, width: number): readonly Line[] =>
  run.world === null
    ? [[span('known when the run starts', 'quiet')]]
    : [
        ...topologyLines({
          topology: run.world.topology,
          copies: run.frame?.copies ?? [],
          faults: run.frame?.faults ?? [],
          width,
        }),
        ...storeLines(run.frame?.stores ?? []),
      ]

const conflictContent = (run: RunState, width: number): readonly Line[] => {
  const conflicts = run.frame?.latestConflicts ?? []
  return conflicts.length === 0
    ? [[span('none so far', 'quiet')]]
    : conflictLines(conflicts, { startsAtMs: run.world?.startsAtMs ?? 0, width })
}
