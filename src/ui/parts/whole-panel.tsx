import type { ReactNode } from 'react'

import { copiesHeadLines } from '../view/run-layout.ts'
import type { RunPicture } from '../view/run-picture.ts'
import { rangeText } from '../view/run-scroll.ts'
import type { RunState } from '../view/runs-state.ts'
import type { PanelName } from '../view/view-state.ts'
import { CopiesTable } from './copies-table.tsx'
import { FaultStrip } from './fault-strip.tsx'
import { LineList } from './line-list.tsx'
import { Section } from './section.tsx'

interface WholePanelProps {
  readonly run: RunState
  readonly panel: Exclude<PanelName, 'all'>
  readonly picture: RunPicture
  readonly firstLine: number
}

export const WholePanel = ({ run, panel, picture, firstLine }: WholePanelProps): ReactNode => {
  const { content, layout, range, size } = picture
  const dimensions = { width: size.columns, height: layout.whole }
  const note = rangeText(firstLine, range)
  switch (panel) {
    case 'copies':
      return (
        <Section title="copies" note={note} {...dimensions}>
          <CopiesTable
            copies={content.copies}
            firstRow={firstLine}
            rowCount={layout.whole - copiesHeadLines}
            width={size.columns}
          />
        </Section>
      )
    case 'conflicts':
      return (
        <Section title="latest conflicts" note={note} {...dimensions}>
          <LineList lines={content.conflicts.slice(firstLine)} height={layout.whole - 1} />
        </Section>
      )
    case 'checks':
      return (
        <Section title="checks" note={note} {...dimensions}>
          <LineList lines={content.checks.slice(firstLine)} height={layout.whole - 1} />
        </Section>
      )
    case 'faults':
      return <FaultStrip run={run} {...dimensions} rowsMax={Number.POSITIVE_INFINITY} firstRow={firstLine} />
  }
}
