import { Box } from 'ink'
import type { ReactNode } from 'react'

import { Footer } from '../parts/footer.tsx'
import { ProgressBar } from '../parts/progress-bar.tsx'
import { RunHeading } from '../parts/run-heading.tsx'
import { RunMeasures } from '../parts/run-measures.tsx'
import { RunPanels } from '../parts/run-panels.tsx'
import { RunTrouble } from '../parts/run-trouble.tsx'
import { WholePanel } from '../parts/whole-panel.tsx'
import { runPicture } from '../view/run-picture.ts'
import { progressOf, standingOf } from '../view/run-summary.ts'
import type { RunState } from '../view/runs-state.ts'
import type { ScreenSize } from '../view/screen-size.ts'
import type { PanelName } from '../view/view-state.ts'

interface RunScreenProps {
  readonly run: RunState
  /** The other runs' standing; they are one key away. */
  readonly others: string
  readonly panel: PanelName
  readonly scrollLines: number
  readonly size: ScreenSize
}

export const RunScreen = ({ run, others, panel, scrollLines, size }: RunScreenProps): ReactNode => {
  const picture = runPicture(run, panel, size)
  const firstLine = Math.min(scrollLines, picture.scrollLinesMax)
  return (
    <Box flexDirection="column" width={size.columns} height={size.rows} overflow="hidden">
      <RunHeading run={run} width={size.columns} />
      <ProgressBar progress={progressOf(run)} tone={standingOf(run).tone} width={size.columns} />
      {picture.layout.showsMeasures && <RunMeasures run={run} width={size.columns} />}
      <RunTrouble run={run} width={size.columns} />
      <Box flexDirection="column" height={picture.layout.whole} flexShrink={0} overflow="hidden">
        {panel === 'all' ? (
          <RunPanels run={run} picture={picture} firstCopy={firstLine} />
        ) : (
          <WholePanel run={run} panel={panel} picture={picture} firstLine={firstLine} />
        )}
      </Box>
      <Footer keys={runKeys(others)} width={size.columns} />
    </Box>
  )
}

const runKeys = (others: string) =>
  [
    ['↑↓ j k', 'scroll'],
    ['tab', 'one panel'],
    ['esc', others],
    ['?', 'help'],
    ['q', 'quit'],
  ] as const
