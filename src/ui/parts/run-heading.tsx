import { Box } from 'ink'
import type { ReactNode } from 'react'

import { Tinted } from '../tinted.tsx'
import { standingOf, whereaboutsOf } from '../view/run-summary.ts'
import type { RunState } from '../view/runs-state.ts'

export const RunHeading = ({ run, width }: { readonly run: RunState; readonly width: number }): ReactNode => {
  const standing = standingOf(run)
  return (
    <Box width={width} height={1} flexShrink={0} justifyContent="space-between" gap={2}>
      <Box gap={2}>
        <Box flexShrink={0}>
          <Tinted tone="strong">{run.scenario}</Tinted>
        </Box>
        <Tinted tone="quiet">{`seed ${run.seed}${run.form === 'short' ? '  short' : ''}`}</Tinted>
      </Box>
      <Box gap={3} flexShrink={0}>
        <Tinted tone={standing.tone}>{`${standing.glyph} ${standing.word}`}</Tinted>
        <Tinted tone="plain">{whereaboutsOf(run, width)}</Tinted>
      </Box>
    </Box>
  )
}
