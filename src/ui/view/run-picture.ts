import { faultContent, runContent, type RunContent } from './run-content.ts'
import type { PanelWidths } from './run-content.ts'
import { panelWidths, runLayout, type RunLayout } from './run-layout.ts'
import { scrollLinesMax, scrollRange, type ScrollRange } from './run-scroll.ts'
import type { RunState } from './runs-state.ts'
import type { ScreenSize } from './screen-size.ts'
import { troubleLines } from './trouble-lines.ts'
import type { PanelName } from './view-state.ts'

export interface RunPicture {
  readonly size: ScreenSize
  readonly widths: PanelWidths
  readonly content: RunContent
  readonly layout: RunLayout
  readonly range: ScrollRange
  readonly scrollLinesMax: number
}

const faultRowsMax = 4

export const runPicture = (run: RunState, panel: PanelName, size: ScreenSize): RunPicture => {
  const widths = panel === 'all' ? panelWidths(size) : { left: size.columns, right: size.columns }
  const content = runContent(run, widths)
  const layout = runLayout(
    {
      topology: content.topology.length,
      copies: content.copies.length,
      conflicts: content.conflicts.length,
      checks: content.checks.length,
      faults: faultContent(run, { width: size.columns, rowsMax: faultRowsMax }).rows.length,
      trouble: troubleLines(run, size.columns).length,
    },
    size,
  )
  const range = scrollRange(run, panel, { content, layout, width: size.columns })
  return { size, widths, content, layout, range, scrollLinesMax: scrollLinesMax(range) }
}
