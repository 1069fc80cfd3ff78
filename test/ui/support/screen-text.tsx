import { renderToString } from 'ink'

import { Screen } from '../../../src/ui/app.tsx'
import { ColourContext } from '../../../src/ui/tinted.tsx'
import type { RunState } from '../../../src/ui/view/runs-state.ts'
import { firstView, type ViewState } from '../../../src/ui/view/view-state.ts'

interface Shown {
  readonly runs: readonly RunState[]
  readonly columns: number
  readonly rows: number
  readonly view?: Partial<ViewState>
  readonly colour?: boolean
}

/** What a terminal of that size shows. */
export const screenText = ({ runs, columns, rows, view = {}, colour = false }: Shown): string =>
  renderToString(
    <ColourContext value={colour}>
      <Screen runs={runs} view={{ ...firstView, ...view }} size={{ columns, rows }} />
    </ColourContext>,
    { columns },
  )

export const sizeOf = (text: string): { columns: number; rows: number } => {
  const lines = text.split('\n')
  return { rows: lines.length, columns: Math.max(...lines.map((line) => line.length)) }
}
