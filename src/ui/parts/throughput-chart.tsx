import { Box } from 'ink'
import type { ReactNode } from 'react'

import { countText } from '../../result/format.ts'
import { Tinted } from '../tinted.tsx'
import { columnChart } from '../view/bars.ts'
import { numbersOf } from '../view/run-summary.ts'
import type { RunState } from '../view/runs-state.ts'
import { axisText } from '../view/time-axis.ts'
import { Section } from './section.tsx'

interface ThroughputChartProps {
  readonly run: RunState
  readonly width: number
  readonly height: number
}

const labelWidth = 6
const minuteUs = 60_000_000

export const ThroughputChart = ({ run, width, height }: ThroughputChartProps): ReactNode => {
  const minutes = numbersOf(run)?.deliveredByMinute ?? []
  const room = width - labelWidth
  const { top, lines } = columnChart(minutes, { width: room, height: height - 2 })
  const drawnWidth = Math.min(minutes.length, room)
  return (
    <Section title="edits delivered per virtual minute" width={width} height={height}>
      {lines.map((line, index) => (
        <Box key={index} height={1} flexShrink={0}>
          <Tinted tone="quiet">
            {(index === 0 && minutes.length > 0 ? countText(top) : '').padStart(labelWidth - 1)}{' '}
          </Tinted>
          <Tinted tone="busy">{line}</Tinted>
        </Box>
      ))}
      <Tinted tone="quiet">{' '.repeat(labelWidth) + chartAxis(run, minutes.length, drawnWidth)}</Tinted>
    </Section>
  )
}

const chartAxis = (run: RunState, minuteCount: number, width: number): string => {
  if (run.world === null || run.frame === null || minuteCount === 0) return 'none yet'
  const fromUs = Math.max(0, Math.floor(run.frame.virtualUs / minuteUs) + 1 - minuteCount) * minuteUs
  const startsAtMs = run.world.startsAtMs + fromUs / 1000
  return axisText({ startsAtMs, endUs: minuteCount * minuteUs, width })
}
