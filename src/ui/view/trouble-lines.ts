import { oneLineText } from '../../result/format.ts'
import type { RunRecord } from '../../result/run-record.ts'
import { wrapped } from '../../result/wrapped.ts'
import type { RunState } from './runs-state.ts'
import { shortened, span, type Line } from './text-line.ts'

const reasonLinesMax = 2

/** Why a run did not pass and the command that runs it again; nothing for a run that passed or goes on. */
export const troubleLines = ({ record }: RunState, width: number): readonly Line[] => {
  if (record === null || record.verdict === 'passed') return []
  const reason = wrapped(oneLineText(record.reason ?? failingDetail(record)), width)
  const kept = reason.slice(0, reasonLinesMax - 1)
  const rest = reason.slice(reasonLinesMax - 1).join(' ')
  return [
    ...[...kept, rest].filter((text) => text !== '').map((text) => [span(shortened(text, width), 'bad')]),
    [span('run it again: ', 'quiet'), span(record.command, 'strong')],
  ]
}

const failingDetail = ({ checks, verdict }: RunRecord): string => {
  const failing = checks.find((check) => !check.holds)
  return failing === undefined ? verdict : `${failing.id} failed: ${failing.detail}`
}
