import { Box } from 'ink'
import type { ReactNode } from 'react'

import { countText } from '../../result/format.ts'
import type { CopyView } from '../../result/live-event.ts'
import { LineText, Tinted } from '../tinted.tsx'
import { connectedCopiesText } from '../view/connected-copies-text.ts'
import { linkStatus } from '../view/link-status.ts'
import { tableColumns, type TableColumns } from '../view/table-columns.ts'
import { span, type Tone } from '../view/text-line.ts'

interface CopiesTableProps {
  readonly copies: readonly CopyView[]
  readonly firstRow: number
  readonly rowCount: number
  readonly width: number
}

/** Every copy with its status in words, and what it has still to send, to apply and to settle. */
export const CopiesTable = ({ copies, firstRow, rowCount, width }: CopiesTableProps): ReactNode => {
  const columns = tableColumns(copies, width)
  return (
    <Box flexDirection="column" width={width}>
      <TableHead columns={columns} />
      {copies.slice(firstRow, firstRow + Math.max(0, rowCount)).map((copy) => (
        <CopyRow key={copy.id} copy={copy} columns={columns} />
      ))}
    </Box>
  )
}

const TableHead = ({ columns }: { readonly columns: TableColumns }): ReactNode => (
  <Box height={1} flexShrink={0}>
    <Cell width={columns.copy}>
      <Tinted tone="quiet">copy</Tinted>
    </Cell>
    <Cell width={columns.user}>
      <Tinted tone="quiet">user</Tinted>
    </Cell>
    <Cell width={columns.status}>
      <Tinted tone="quiet">{'  status'}</Tinted>
    </Cell>
    <Cell width={columns.unsent}>
      <Tinted tone="quiet">{'unsent'.padStart(columns.unsent)}</Tinted>
    </Cell>
    <Cell width={columns.unapplied}>
      <Tinted tone="quiet">{'unapplied'.padStart(columns.unapplied)}</Tinted>
    </Cell>
    <Cell width={columns.conflicts}>
      <Tinted tone="quiet">{'conflicts'.padStart(columns.conflicts)}</Tinted>
    </Cell>
    <Cell width={columns.serving}>
      <Tinted tone="quiet">{'  serving'}</Tinted>
    </Cell>
  </Box>
)

const CopyRow = ({
  copy,
  columns,
}: {
  readonly copy: CopyView
  readonly columns: TableColumns
}): ReactNode => {
  const status = linkStatus(copy)
  const hasServingInStatus = columns.serving === 0 && copy.serving.length > 0
  const counts = hasProgram(copy) ? copy : null
  const serving = hasServingInStatus ? `, serves ${copy.serving.length}` : ''
  return (
    <Box height={1} flexShrink={0}>
      <Cell width={columns.copy}>
        <Tinted tone="plain">{copy.id}</Tinted>
      </Cell>
      <Cell width={columns.user}>
        <Tinted tone="quiet">{copy.user ?? '–'}</Tinted>
      </Cell>
      <Cell width={columns.status}>
        <LineText line={[span(`${status.glyph} ${status.phrase}`, status.tone), span(serving)]} />
      </Cell>
      <NumberCell count={counts?.unsent ?? null} tone="busy" width={columns.unsent} />
      <NumberCell count={counts?.unapplied ?? null} tone="busy" width={columns.unapplied} />
      <NumberCell count={counts?.openConflicts ?? null} tone="warn" width={columns.conflicts} />
      <Cell width={columns.serving}>
        <Tinted tone="plain">{`  ${connectedCopiesText(copy.serving, columns.serving - 2)}`}</Tinted>
      </Cell>
    </Box>
  )
}

/** A folder on a file server sends, applies and settles nothing: nobody works in it. */
const hasProgram = ({ user, link }: CopyView): boolean => user !== null || link !== null

interface NumberCellProps {
  readonly count: number | null
  readonly tone: Tone
  readonly width: number
}

const NumberCell = ({ count, tone, width }: NumberCellProps): ReactNode => (
  <Cell width={width}>
    <Tinted tone={count ? tone : 'quiet'}>{(count === null ? '–' : countText(count)).padStart(width)}</Tinted>
  </Cell>
)

const Cell = ({ width, children }: { readonly width: number; readonly children: ReactNode }): ReactNode =>
  width === 0 ? null : (
    <Box width={width} flexShrink={0}>
      {children}
    </Box>
  )
