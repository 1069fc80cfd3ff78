import type { RunState } from './runs-state.ts'
import type { ScreenSize } from './screen-size.ts'
import { troubleLines } from './trouble-lines.ts'

export type OverviewLayout =
  /** Every run has a block of its own; `spareLines` are left below for a closer look at the chosen one. */
  | { readonly kind: 'blocks'; readonly spareLines: number }
  /** One line a run, `rowCount` of them from `firstRow`; the chosen one has its block below, and what is spare. */
  | {
      readonly kind: 'rows'
      readonly firstRow: number
      readonly rowCount: number
      readonly spareLines: number
    }

const frameLines = 4
const blockLines = 4

/** The mark before a run that says whether it is chosen. */
export const markerWidth = 2

export const overviewLayout = (
  runs: readonly RunState[],
  selected: number,
  size: ScreenSize,
): OverviewLayout => {
  const room = size.rows - frameLines
  const blocks = runs.reduce((lines, run) => lines + linesOf(run, size) + 1, -1)
  if (blocks <= room) return { kind: 'blocks', spareLines: room - blocks }
  const chosen = runs[selected]
  const below = 1 + (chosen === undefined ? 0 : linesOf(chosen, size))
  const rowCount = Math.min(runs.length, Math.max(1, room - below))
  const firstRow = windowStart(selected, { shown: rowCount, total: runs.length })
  return { kind: 'rows', rowCount, firstRow, spareLines: room - below - rowCount }
}

const linesOf = (run: RunState, size: ScreenSize): number =>
  blockLines + troubleLines(run, size.columns - markerWidth).length

const windowStart = (selected: number, { shown, total }: { shown: number; total: number }): number =>
  Math.max(0, Math.min(selected - Math.floor(shown / 2), total - shown))
