import type { RunContent } from './run-content.ts'
import { faultContent } from './run-content.ts'
import { copiesHeadLines, type RunLayout } from './run-layout.ts'
import type { RunState } from './runs-state.ts'
import type { PanelName } from './view-state.ts'

/** How far the list in front can be scrolled, and how much of it is in view. */
export interface ScrollRange {
  readonly total: number
  readonly shown: number
}

export const scrollRange = (
  run: RunState,
  panel: PanelName,
  parts: { readonly content: RunContent; readonly layout: RunLayout; readonly width: number },
): ScrollRange => {
  const { content, layout } = parts
  switch (panel) {
    case 'all':
      return { total: content.copies.length, shown: layout.copies - copiesHeadLines }
    case 'copies':
      return { total: content.copies.length, shown: layout.whole - copiesHeadLines }
    case 'conflicts':
      return { total: content.conflicts.length, shown: layout.whole - 1 }
    case 'checks':
      return { total: content.checks.length, shown: layout.whole - 1 }
    case 'faults':
      return { total: allFaultRows(run, parts.width), shown: layout.whole - 1 }
  }
}

export const scrollLinesMax = ({ total, shown }: ScrollRange): number =>
  Math.max(0, total - Math.max(shown, 1))

/** `1–7 of 25` where not all is in view. */
export const rangeText = (from: number, { total, shown }: ScrollRange): string =>
  total <= shown ? '' : `${from + 1}–${Math.min(from + shown, total)} of ${total}`

const allFaultRows = (run: RunState, width: number): number =>
  faultContent(run, { width, rowsMax: Number.POSITIVE_INFINITY }).rows.length
