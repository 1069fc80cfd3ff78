import { Box } from 'ink'
import type { ReactNode } from 'react'

import { countText, percentText, rateText } from '../../result/format.ts'
import { LineText, Tinted } from '../tinted.tsx'
import { checksWord } from '../view/check-lines.ts'
import { markerWidth } from '../view/overview-layout.ts'
import { nameGap, rowColumns } from '../view/row-columns.ts'
import { checksOf, numbersOf, progressOf, standingOf } from '../view/run-summary.ts'
import type { RunState } from '../view/runs-state.ts'
import { span } from '../view/text-line.ts'
import { ProgressBar } from './progress-bar.tsx'

interface RunRowProps {
  readonly run: RunState
  readonly isSelected: boolean
  readonly nameWidth: number
  readonly width: number
}

export const RunRow = ({ run, isSelected, nameWidth, width }: RunRowProps): ReactNode => {
  const standing = standingOf(run)
  const numbers = numbersOf(run)
  const columns = rowColumns(nameWidth, width)
  return (
    <Box width={width} height={1} flexShrink={0} overflow="hidden">
      <Cell width={markerWidth}>
        <Tinted tone="busy">{isSelected ? '❯' : ' '}</Tinted>
      </Cell>
      <Cell width={columns.name} gap={nameGap}>
        <LineText line={[span(run.scenario), span(` ${run.seed}`, 'quiet')]} />
      </Cell>
      <Cell width={columns.standing}>
        <Tinted tone={standing.tone}>{`${standing.glyph} ${standing.word}`}</Tinted>
      </Cell>
      <ProgressBar progress={progressOf(run)} tone={standing.tone} width={columns.bar} />
      <Cell width={columns.percent}>
        <Tinted tone="plain">{percentText(progressOf(run)).padStart(columns.percent)}</Tinted>
      </Cell>
      <Cell width={columns.rate}>
        <Tinted tone="plain">
          {(numbers === null ? '' : `${rateText(numbers.editsPerMinute)}/min`).padStart(columns.rate)}
        </Tinted>
      </Cell>
      <Cell width={columns.open}>
        <Tinted tone="plain">
          {(numbers === null ? '' : `${countText(numbers.conflicts.open)} open`).padStart(columns.open)}
        </Tinted>
      </Cell>
      <Cell width={columns.checks}>
        <LineText line={[span('  '), ...checksWord(checksOf(run))]} />
      </Cell>
    </Box>
  )
}

interface CellProps {
  readonly width: number
  readonly gap?: number
  readonly children: ReactNode
}

const Cell = ({ width, gap = 0, children }: CellProps): ReactNode =>
  width === 0 ? null : (
    <Box width={width} paddingRight={gap} flexShrink={0} overflow="hidden">
      {children}
    </Box>
  )
