import type { PanelWidths } from './run-content.ts'
import { isWide, type ScreenSize } from './screen-size.ts'

/** How many lines each panel of the run screen has, its heading included; they fill the screen exactly. */
export interface RunLayout {
  readonly kind: 'stacked' | 'columns'
  readonly showsMeasures: boolean
  readonly topology: number
  readonly copies: number
  readonly conflicts: number
  readonly faults: number
  readonly checks: number
  readonly whole: number
}

/** How many lines each panel would like, without its heading. */
export interface RunNeeds {
  readonly topology: number
  readonly copies: number
  readonly conflicts: number
  readonly faults: number
  readonly checks: number
  readonly trouble: number
}

/** The rule and the names of the columns above the first copy. */
export const copiesHeadLines = 2

const headingAndBar = 2
const measuresLines = 2
const footer = 1
const measuredRows = 30
const tallRows = 40

export const panelWidths = ({ columns, rows }: ScreenSize): PanelWidths => {
  if (!isWide({ columns, rows })) return { left: columns, right: columns }
  const left = Math.floor(columns * 0.6)
  return { left, right: columns - left - 2 }
}

export const runLayout = (needs: RunNeeds, size: ScreenSize): RunLayout =>
  isWide(size) ? columnsLayout(needs, size.rows) : stackedLayout(needs, size.rows)

const stackedLayout = (needs: RunNeeds, rows: number): RunLayout => {
  const isTall = rows >= tallRows
  const showsMeasures = rows >= measuredRows
  const whole = rows - headingAndBar - (showsMeasures ? measuresLines : 0) - needs.trouble - footer
  const topology = 1 + Math.min(needs.topology, isTall ? 10 : 4)
  const faults = 1 + Math.min(Math.max(needs.faults, 1), isTall ? 4 : 2)
  const checks = isTall ? 1 + Math.min(needs.checks, 8) : 1
  const rest = whole - topology - faults - checks
  const conflictsAtLeast = Math.max(3, oddBelow(rest / 3))
  const copiesAtMost = Math.max(copiesHeadLines + 1, rest - conflictsAtLeast)
  const copies = Math.min(needs.copies + copiesHeadLines, copiesAtMost)
  const conflicts = Math.max(0, rest - copies)
  return { kind: 'stacked', showsMeasures, topology, faults, checks, copies, whole, conflicts }
}

// A heading and whole conflicts, which mostly have two lines each.
const oddBelow = (lines: number): number => 1 + 2 * Math.floor((lines - 1) / 2)

const columnsLayout = (needs: RunNeeds, rows: number): RunLayout => {
  const whole = rows - headingAndBar - measuresLines - needs.trouble - footer
  const faults = 1 + Math.min(Math.max(needs.faults, 1), rows >= measuredRows ? 4 : 2)
  const gap = 1
  const middle = whole - faults - 2 * gap
  const topology = 1 + Math.min(needs.topology, Math.floor(middle / 3))
  const checks = 1 + Math.min(needs.checks, Math.floor(middle / 2))
  return {
    kind: 'columns',
    showsMeasures: true,
    topology,
    faults,
    checks,
    whole,
    copies: middle - topology - gap,
    conflicts: middle - checks - gap,
  }
}
