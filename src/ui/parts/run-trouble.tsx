import { Box } from 'ink'
import type { ReactNode } from 'react'

import type { RunState } from '../view/runs-state.ts'
import { troubleLines } from '../view/trouble-lines.ts'
import { LineList } from './line-list.tsx'

/** Why a run did not pass and how to see it again. Takes no line if it passed. */
export const RunTrouble = ({ run, width }: { readonly run: RunState; readonly width: number }): ReactNode => {
  const lines = troubleLines(run, width)
  return (
    <Box flexDirection="column" width={width} height={lines.length} flexShrink={0}>
      <LineList lines={lines} height={lines.length} />
    </Box>
  )
}
