import { Box } from 'ink'
import type { ReactNode } from 'react'

import { countText, percentText, rateText } from '../../result/format.ts'
import { LineText, Tinted } from '../tinted.tsx'
import { checksWord } from '../view/check-lines.ts'
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

const standingWidth = 14
const percentWidth = 6
const rateWidth = 10
const openWidth = 9
const checksWidth = 12

/** One run on one line, for when there are more runs than there is room for blocks. */
export const RunRow = ({ run, isSelected, nameWidth, width }: RunRowProps): ReactNode => {
  const standing = standingOf(run)
  const numbers = numbersOf(run)
  const barWidth = Math.max(
    4,
    width - 4 - nameWidth - standingWidth - percentWidth - rateWidth - openWidth - checksWidth,
  )
  return (
    <Box width={width} height={1} flexShrink={0} overflow="hidden">
      <Cell width={2}>
        <Tinted tone="busy">{isSelected ? '❯' : ' '}</Tinted>
      </Cell>
      <Cell width={nameWidth + 2}>
        <LineText line={[span(run.scenario), span(` ${run.seed}`, 'quiet')]} />
      </Cell>
      <Cell width={standingWidth}>
        <Tinted tone={standing.tone}>{`${standing.glyph} ${standing.word}`}</Tinted>
      </Cell>
      <ProgressBar progress={progressOf(run)} tone={standing.tone} width={barWidth} />
      <Cell width={percentWidth}>
        <Tinted tone="plain">{percentText(progressOf(run)).padStart(percentWidth)}</Tinted>
      </Cell>
      <Cell width={rateWidth}>
        <Tinted tone="plain">
          {(numbers === null ? '' : `${rateText(numbers.editsPerMinute)}/min`).padStart(rateWidth)}
        </Tinted>
      </Cell>
      <Cell width={openWidth}>
        <Tinted tone="plain">
          {(numbers === null ? '' : `${countText(numbers.conflicts.open)} open`).padStart(openWidth)}
        </Tinted>
      </Cell>
      <Cell width={checksWidth}>
        <LineText line={[span('  '), ...checksWord(checksOf(run))]} />
      </Cell>
    </Box>
  )
}

const Cell = ({ width, children }: { readonly width: number; readonly children: ReactNode }): ReactNode => (
  <Box width={width} flexShrink={0}>
    {children}
  </Box>
)
