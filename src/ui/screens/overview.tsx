import { Box } from 'ink'
import type { ReactNode } from 'react'

import { Footer } from '../parts/footer.tsx'
import { RunBlock } from '../parts/run-block.tsx'
import { RunPreview, previewLinesMin } from '../parts/run-preview.tsx'
import { RunRow } from '../parts/run-row.tsx'
import { Tinted } from '../tinted.tsx'
import { overviewLayout, type OverviewLayout } from '../view/overview-layout.ts'
import { standingTally } from '../view/run-summary.ts'
import type { RunState } from '../view/runs-state.ts'
import type { ScreenSize } from '../view/screen-size.ts'

interface OverviewProps {
  readonly runs: readonly RunState[]
  readonly selected: number
  readonly size: ScreenSize
}

export const Overview = ({ runs, selected, size }: OverviewProps): ReactNode => {
  const layout = overviewLayout(runs, selected, size)
  return (
    <Box flexDirection="column" width={size.columns} height={size.rows} overflow="hidden">
      <Header runs={runs} width={size.columns} />
      <Box flexDirection="column" flexGrow={1} overflow="hidden">
        {layout.kind === 'blocks' ? (
          <Blocks runs={runs} selected={selected} size={size} spareLines={layout.spareLines} />
        ) : (
          <Rows runs={runs} selected={selected} width={size.columns} layout={layout} />
        )}
      </Box>
      <Footer keys={overviewKeys} width={size.columns} />
    </Box>
  )
}

const overviewKeys = [
  ['↑↓ j k', 'choose'],
  ['enter', 'open'],
  ['?', 'help'],
  ['q', 'quit'],
] as const

const Header = ({
  runs,
  width,
}: {
  readonly runs: readonly RunState[]
  readonly width: number
}): ReactNode => (
  <Box width={width} height={2} flexShrink={0} gap={2}>
    <Tinted tone="strong">Shakedown</Tinted>
    <Tinted tone="quiet">{standingTally(runs)}</Tinted>
  </Box>
)

const Blocks = ({
  runs,
  selected,
  size,
  spareLines,
}: OverviewProps & { readonly spareLines: number }): ReactNode => {
  const chosen = runs[selected]
  return (
    <>
      <Box flexDirection="column" gap={1} flexShrink={0}>
        {runs.map((run, index) => (
          <RunBlock key={run.id} run={run} isSelected={index === selected} width={size.columns} />
        ))}
      </Box>
      <Preview run={chosen} width={size.columns} spareLines={spareLines} />
    </>
  )
}

interface PreviewProps {
  readonly run: RunState | undefined
  readonly width: number
  readonly spareLines: number
}

const Preview = ({ run, width, spareLines }: PreviewProps): ReactNode =>
  run !== undefined &&
  spareLines > previewLinesMin && (
    <Box marginTop={1} flexShrink={0}>
      <RunPreview run={run} width={width} height={spareLines - 1} />
    </Box>
  )

interface RowsProps {
  readonly runs: readonly RunState[]
  readonly selected: number
  readonly width: number
  readonly layout: OverviewLayout & { kind: 'rows' }
}

const Rows = ({ runs, selected, width, layout }: RowsProps): ReactNode => {
  const nameWidth = Math.max(...runs.map((run) => `${run.scenario} ${run.seed}`.length))
  const chosen = runs[selected]
  return (
    <>
      <Box flexDirection="column" height={layout.rowCount} flexShrink={0}>
        {runs.slice(layout.firstRow, layout.firstRow + layout.rowCount).map((run) => (
          <RunRow key={run.id} run={run} isSelected={run === chosen} nameWidth={nameWidth} width={width} />
        ))}
      </Box>
      {chosen !== undefined && (
        <Box marginTop={1} flexShrink={0}>
          <RunBlock run={chosen} isSelected width={width} />
        </Box>
      )}
      <Preview run={chosen} width={width} spareLines={layout.spareLines} />
    </>
  )
}
