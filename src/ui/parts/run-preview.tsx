import { Box } from 'ink'
import type { ReactNode } from 'react'

import { faultContent, runContent } from '../view/run-content.ts'
import { panelWidths } from '../view/run-layout.ts'
import type { RunState } from '../view/runs-state.ts'
import { isWide } from '../view/screen-size.ts'
import { FaultStrip } from './fault-strip.tsx'
import { LineList } from './line-list.tsx'
import { Section } from './section.tsx'
import { ThroughputChart } from './throughput-chart.tsx'

interface RunPreviewProps {
  readonly run: RunState
  readonly width: number
  readonly height: number
}

/** With fewer lines than this a closer look would show nothing. */
export const previewLinesMin = 7

const faultRowsMax = 4
const topologyLinesMax = 8

export const RunPreview = ({ run, width, height }: RunPreviewProps): ReactNode =>
  isWide({ columns: width, rows: height }) && height >= 16 ? (
    <WidePreview run={run} width={width} height={height} />
  ) : (
    <ThroughputChart run={run} width={width} height={Math.min(height, 14)} />
  )

const WidePreview = ({ run, width, height }: RunPreviewProps): ReactNode => {
  const widths = panelWidths({ columns: width, rows: height })
  const content = runContent(run, widths)
  const faults = 1 + faultContent(run, { width, rowsMax: faultRowsMax }).rows.length
  const upper = height - faults - 1
  const topology = 1 + Math.min(content.topology.length, topologyLinesMax)
  return (
    <Box flexDirection="column" gap={1} width={width} height={height}>
      <Box gap={2} height={upper} flexShrink={0}>
        <Box flexDirection="column" gap={1}>
          <Section title={`topology of ${run.scenario}`} width={widths.left} height={topology}>
            <LineList lines={content.topology} height={topology - 1} />
          </Section>
          <ThroughputChart run={run} width={widths.left} height={upper - topology - 1} />
        </Box>
        <Section title="latest conflicts" width={widths.right} height={upper}>
          <LineList lines={content.conflicts} height={upper - 1} />
        </Section>
      </Box>
      <FaultStrip run={run} width={width} height={faults} rowsMax={faultRowsMax} />
    </Box>
  )
}
