import { checkTitle } from '../../result/check.ts'
import { countText, oneLineText } from '../../result/format.ts'
import { wrapped } from '../../result/wrapped.ts'
import type { ShownCheck } from './run-summary.ts'
import { span, type Line, type Tone } from './text-line.ts'

/** `6 hold`, or `S8 failed, 5 hold`, or `8 hold, S10 not judged`, or `none yet` before the checks. */
export const checksSummary = (checks: readonly ShownCheck[]): Line => {
  if (checks.length === 0) return [span('none yet', 'quiet')]
  const failed = idsOf(checks, 'failed')
  const hold = `${countText(idsOf(checks, 'held').length)} hold`
  const unjudged = idsOf(checks, 'not-judged').map((id) => span(`, ${id} not judged`, 'quiet'))
  return failed.length === 0
    ? [span(hold, 'good'), ...unjudged]
    : [span(`${failed.join(' ')} failed`, 'bad'), span(`, ${hold}`), ...unjudged]
}

export const checksWord = (checks: readonly ShownCheck[]): Line => {
  const failed = idsOf(checks, 'failed')
  if (failed.length > 0)
    return [span(failed.length === 1 ? `${failed.join('')} failed` : `${failed.length} failed`, 'bad')]
  return [span(checks.length === 0 ? '' : `${idsOf(checks, 'held').length} hold`, 'good')]
}

/** All checks on one line: `✓ S1   ✓ S2   ✗ S8 failed   – S10 not judged`. */
export const checksStrip = (checks: readonly ShownCheck[]): Line =>
  checks.length === 0
    ? [span('none yet', 'quiet')]
    : checks.flatMap(({ id, state }) => [
        span(marks[state], tones[state]),
        span(` ${id}${state === 'held' ? '' : ` ${words[state]}`}   `),
      ])

/** A line for each check and, below it, its detail wrapped to the width; those that fail come first. */
export const checkLines = (checks: readonly ShownCheck[], width: number): readonly Line[] => {
  if (checks.length === 0) return [[span('none yet: the checks look when the day is over', 'quiet')]]
  return checks
    .toSorted((a, b) => ranks[a.state] - ranks[b.state])
    .flatMap((check) => [headOf(check), ...detailOf(check, width)])
}

const headOf = ({ id, state }: ShownCheck): Line => [
  span(`${marks[state]} ${id.padEnd(5)}${words[state].padEnd(6)}`, tones[state]),
  span(`  ${checkTitle(id)}`),
]

const detailOf = ({ detail, state }: ShownCheck, width: number): readonly Line[] =>
  wrapped(oneLineText(detail), width - detailIndent.length).map((text) => [
    span(`${detailIndent}${text}`, state === 'failed' ? 'plain' : 'quiet'),
  ])

const detailIndent = ' '.repeat(7)

const idsOf = (checks: readonly ShownCheck[], wanted: ShownCheck['state']): readonly string[] =>
  checks.filter(({ state }) => state === wanted).map(({ id }) => id)

type ByState<T> = Readonly<Record<ShownCheck['state'], T>>

const marks: ByState<string> = { held: '✓', failed: '✗', 'not-judged': '–' }
const tones: ByState<Tone> = { held: 'good', failed: 'bad', 'not-judged': 'quiet' }
const words: ByState<string> = { held: 'holds', failed: 'failed', 'not-judged': 'not judged' }
const ranks: ByState<number> = { failed: 0, 'not-judged': 1, held: 2 }
