import { Box } from 'ink'
import type { ReactNode } from 'react'

import { Tinted } from '../tinted.tsx'
import { markerWidth } from '../view/overview-layout.ts'
import { progressOf, standingOf } from '../view/run-summary.ts'
import type { RunState } from '../view/runs-state.ts'
import { ProgressBar } from './progress-bar.tsx'
import { RunHeading } from './run-heading.tsx'
import { RunMeasures } from './run-measures.tsx'
import { RunTrouble } from './run-trouble.tsx'

interface RunBlockProps {
  readonly run: RunState
  readonly isSelected: boolean
  readonly width: number
}

export const RunBlock = ({ run, isSelected, width }: RunBlockProps): ReactNode => {
  const inner = width - markerWidth
  return (
    <Box width={width} flexShrink={0}>
      <Box width={markerWidth} flexShrink={0}>
        <Tinted tone="busy">{isSelected ? '❯' : ' '}</Tinted>
      </Box>
      <Box flexDirection="column" width={inner}>
        <RunHeading run={run} width={inner} />
        <ProgressBar progress={progressOf(run)} tone={standingOf(run).tone} width={inner} />
        <RunMeasures run={run} width={inner} />
        <RunTrouble run={run} width={inner} />
      </Box>
    </Box>
  )
}
