import { Box } from 'ink'
import type { ReactNode } from 'react'

import { Tinted } from '../tinted.tsx'
import type { FaultCell, FaultRow } from '../view/fault-rows.ts'
import { faultContent, faultLabelWidth } from '../view/run-content.ts'
import type { RunState } from '../view/runs-state.ts'
import { shortened } from '../view/text-line.ts'
import { axisText } from '../view/time-axis.ts'

interface FaultStripProps {
  readonly run: RunState
  readonly width: number
  readonly height: number
  /** More kinds and targets than this are drawn as one row for each kind. */
  readonly rowsMax: number
  readonly firstRow?: number
}

export const FaultStrip = ({ run, width, height, rowsMax, firstRow = 0 }: FaultStripProps): ReactNode => {
  const { axis, rows } = faultContent(run, { width, rowsMax })
  return (
    <Box flexDirection="column" width={width} height={height} overflow="hidden" flexShrink={0}>
      <Box height={1} flexShrink={0}>
        <Tinted tone="quiet">{'─ '}</Tinted>
        <Tinted tone="strong">faults</Tinted>
        <Tinted tone="quiet">{` ${'─'.repeat(faultLabelWidth - 9)}${axisText(axis)}`}</Tinted>
      </Box>
      {rows.slice(firstRow, firstRow + height - 1).map((row) => (
        <StripRow key={row.name} row={row} />
      ))}
    </Box>
  )
}

const StripRow = ({ row }: { readonly row: FaultRow }): ReactNode => (
  <Box height={1} flexShrink={0}>
    <Box width={faultLabelWidth} flexShrink={0}>
      <Tinted tone={row.lasting ? 'bad' : 'plain'}>{labelOf(row)}</Tinted>
    </Box>
    {cellRuns(row.cells).map(({ cell, length }, index) => (
      <Tinted key={index} tone={cell === 'fault' ? 'warn' : 'quiet'}>
        {glyphOf(cell).repeat(length)}
      </Tinted>
    ))}
  </Box>
)

const labelOf = ({ name, count }: FaultRow): string => {
  const times = count > 1 ? ` ×${count}` : ''
  return shortened(name, faultLabelWidth - 2 - times.length) + times
}

const glyphOf = (cell: FaultCell): string => {
  switch (cell) {
    case 'fault':
      return '█'
    case 'past':
      return '─'
    case 'future':
      return '·'
  }
}

const cellRuns = (cells: readonly FaultCell[]): readonly { cell: FaultCell; length: number }[] => {
  const found: { cell: FaultCell; length: number }[] = []
  for (const cell of cells) {
    const last = found.at(-1)
    if (last?.cell === cell) last.length += 1
    else found.push({ cell, length: 1 })
  }
  return found
}
