import { Box } from 'ink'
import type { ReactNode } from 'react'

import { LineText, Tinted } from '../tinted.tsx'
import { checksStrip } from '../view/check-lines.ts'
import { copiesHeadLines } from '../view/run-layout.ts'
import type { RunPicture } from '../view/run-picture.ts'
import { rangeText } from '../view/run-scroll.ts'
import { checksOf } from '../view/run-summary.ts'
import type { RunState } from '../view/runs-state.ts'
import { CopiesTable } from './copies-table.tsx'
import { FaultStrip } from './fault-strip.tsx'
import { LineList } from './line-list.tsx'
import { Section } from './section.tsx'

interface RunPanelsProps {
  readonly run: RunState
  readonly picture: RunPicture
  readonly firstCopy: number
}

export const RunPanels = (props: RunPanelsProps): ReactNode =>
  props.picture.layout.kind === 'columns' ? <Columns {...props} /> : <Stack {...props} />

const Columns = (props: RunPanelsProps): ReactNode => (
  <>
    <Box gap={2} marginTop={1} flexShrink={0}>
      <Box flexDirection="column" gap={1}>
        <Topology {...props} />
        <Copies {...props} />
      </Box>
      <Box flexDirection="column" gap={1}>
        <Conflicts {...props} />
        <Checks {...props} />
      </Box>
    </Box>
    <Box marginTop={1} flexShrink={0}>
      <Faults {...props} />
    </Box>
  </>
)

const Stack = (props: RunPanelsProps): ReactNode => (
  <>
    <Topology {...props} />
    <Copies {...props} />
    <Conflicts {...props} />
    <Faults {...props} />
    {props.picture.layout.checks === 1 ? <ChecksOnOneLine run={props.run} /> : <Checks {...props} />}
  </>
)

const Topology = ({ picture: { widths, content, layout } }: RunPanelsProps): ReactNode => (
  <Section title="topology" width={widths.left} height={layout.topology}>
    <LineList lines={content.topology} height={layout.topology - 1} />
  </Section>
)

const Copies = ({ picture: { widths, content, layout, range }, firstCopy }: RunPanelsProps): ReactNode => (
  <Section title="copies" note={rangeText(firstCopy, range)} width={widths.left} height={layout.copies}>
    <CopiesTable
      copies={content.copies}
      firstRow={firstCopy}
      rowCount={layout.copies - copiesHeadLines}
      width={widths.left}
    />
  </Section>
)

const Conflicts = ({ picture: { widths, content, layout } }: RunPanelsProps): ReactNode => (
  <Section title="latest conflicts" width={widths.right} height={layout.conflicts}>
    <LineList lines={content.conflicts} height={layout.conflicts - 1} />
  </Section>
)

const Faults = ({ run, picture: { size, layout } }: RunPanelsProps): ReactNode => (
  <FaultStrip run={run} width={size.columns} height={layout.faults} rowsMax={layout.faults - 1} />
)

const Checks = ({ picture: { widths, content, layout } }: RunPanelsProps): ReactNode => (
  <Section title="checks" width={widths.right} height={layout.checks}>
    <LineList lines={content.checks} height={layout.checks - 1} />
  </Section>
)

const ChecksOnOneLine = ({ run }: { readonly run: RunState }): ReactNode => (
  <Box height={1} flexShrink={0}>
    <Box flexShrink={0}>
      <Tinted tone="quiet">{'─ '}</Tinted>
      <Tinted tone="strong">checks</Tinted>
      <Tinted tone="quiet">{' ── '}</Tinted>
    </Box>
    <LineText line={checksStrip(checksOf(run))} />
  </Box>
)
