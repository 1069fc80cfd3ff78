import { Box } from 'ink'
import type { ReactNode } from 'react'

import { bytesText, countText, rateText } from '../../result/format.ts'
import { LineText, Tinted } from '../tinted.tsx'
import { sparkline } from '../view/bars.ts'
import { checksSummary } from '../view/check-lines.ts'
import { checksOf, numbersOf, type RunNumbers } from '../view/run-summary.ts'
import type { RunState } from '../view/runs-state.ts'
import { span, type Line } from '../view/text-line.ts'

/** `sessions  18 of 20, max 20` */
const firstWidthMin = 28
const columnGap = 2
const middleWidth = 18
const lastWidth = 32
/** `conflicts 12 open, 31 resolved` */
const lastWidthNarrow = 30

/** A run's numbers on two lines, in columns that line up from run to run. */
export const RunMeasures = ({
  run,
  width,
}: {
  readonly run: RunState
  readonly width: number
}): ReactNode => {
  const numbers = numbersOf(run)
  if (numbers === null) return <Waiting story={run.story} width={width} />
  const showsMiddle = width >= firstWidthMin + middleWidth + lastWidth
  const otherWidth = showsMiddle ? middleWidth + lastWidth : lastWidthNarrow
  const firstWidth = width - otherWidth
  return (
    <Box width={width} height={2} flexShrink={0} overflow="hidden">
      <Column width={firstWidth} labelWidth={10}>
        {[
          ['edits/min', throughput(numbers, firstWidth - 10 - columnGap)],
          ['sessions', sessionsLine(numbers)],
        ]}
      </Column>
      {showsMiddle && (
        <Column width={middleWidth} labelWidth={9}>
          {[
            ['sent', [span(bytesText(numbers.bytesSent).padStart(7))]],
            ['refusals', refusalsLine(numbers)],
          ]}
        </Column>
      )}
      <Column width={otherWidth - (showsMiddle ? middleWidth : 0)} labelWidth={10} gap={0}>
        {[
          ['conflicts', conflictsLine(numbers)],
          ['checks', checksSummary(checksOf(run))],
        ]}
      </Column>
    </Box>
  )
}

interface ColumnProps {
  readonly width: number
  readonly labelWidth: number
  readonly gap?: number
  readonly children: readonly (readonly [string, Line])[]
}

const Column = ({ width, labelWidth, gap = columnGap, children }: ColumnProps): ReactNode => (
  <Box flexDirection="column" width={width} paddingRight={gap} flexShrink={0} overflow="hidden">
    {children.map(([label, line]) => (
      <Box key={label} height={1}>
        <Box width={labelWidth} flexShrink={0}>
          <Tinted tone="quiet">{label}</Tinted>
        </Box>
        <LineText line={line} />
      </Box>
    ))}
  </Box>
)

const Waiting = ({ story, width }: { readonly story: string; readonly width: number }): ReactNode => (
  <Box width={width} height={2} flexShrink={0}>
    <Tinted tone="quiet">{story}</Tinted>
  </Box>
)

const throughput = (numbers: RunNumbers, room: number): Line => {
  const rate = rateText(numbers.editsPerMinute).padEnd(5)
  return [span(rate), span(sparkline(numbers.deliveredByMinute, room - rate.length), 'busy')]
}

const sessionsLine = ({ sessions: { open, max, limit } }: RunNumbers): Line => {
  const allowed = limit === null ? '' : ` of ${limit}`
  const isFull = limit !== null && (open ?? max) >= limit
  return open === null
    ? [span(`max ${max}${allowed}`, isFull ? 'warn' : 'plain')]
    : [span(`${open}${allowed || ' open'}`, isFull ? 'warn' : 'plain'), span(`, max ${max}`)]
}

const refusalsLine = ({ refusals }: RunNumbers): Line => [
  span(countText(refusals).padStart(7), refusals > 0 ? 'warn' : 'plain'),
]

const conflictsLine = ({ conflicts: { open, resolved } }: RunNumbers): Line => [
  span(`${countText(open)} open`, open > 0 ? 'warn' : 'plain'),
  span(`, ${countText(resolved)} resolved`),
]
