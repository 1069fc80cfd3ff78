import { checkTitle } from '../../result/check-title.ts'
import { countText, oneLineText } from '../../result/format.ts'
import type { CheckRecord } from '../../result/run-record.ts'
import { span, type Line } from './line.ts'
import { wrapped } from './wrapped.ts'

/** `6 hold`, or `S8 failed, 5 hold`, or `–` while none has been looked at. */
export const checksSummary = (checks: readonly CheckRecord[]): Line => {
  if (checks.length === 0) return [span('none yet', 'quiet')]
  const failing = checks.filter((check) => !check.holds).map((check) => check.id)
  const hold = `${countText(checks.length - failing.length)} hold`
  return failing.length === 0
    ? [span(hold, 'good')]
    : [span(`${failing.join(' ')} failed`, 'bad'), span(`, ${hold}`)]
}

/** The same in a word or two, for a crowded line. */
export const checksWord = (checks: readonly CheckRecord[]): Line => {
  const failing = checks.filter((check) => !check.holds).map((check) => check.id)
  if (failing.length === 0) return [span(checks.length === 0 ? '' : `${checks.length} hold`, 'good')]
  return [span(failing.length === 1 ? `${failing.join('')} failed` : `${failing.length} failed`, 'bad')]
}

/** All checks on one line: `✓ S1  ✓ S2  ✗ S8`. */
export const checksStrip = (checks: readonly CheckRecord[]): Line =>
  checks.length === 0
    ? [span('none yet', 'quiet')]
    : checks.flatMap((check) => [
        span(markOf(check), toneOf(check)),
        span(` ${check.id}${check.holds ? '' : ' failed'}   `),
      ])

/** A line for each check and, below it, its detail wrapped to the width; those that fail come first. */
export const checkLines = (checks: readonly CheckRecord[], width: number): readonly Line[] => {
  if (checks.length === 0) return [[span('none yet: the checks look when the day is over', 'quiet')]]
  return checks
    .toSorted((a, b) => Number(a.holds) - Number(b.holds))
    .flatMap((check) => [headOf(check), ...detailOf(check, width)])
}

const headOf = (check: CheckRecord): Line => [
  span(`${markOf(check)} ${check.id.padEnd(5)}${check.holds ? 'holds ' : 'failed'}`, toneOf(check)),
  span(`  ${checkTitle(check.id)}`),
]

const detailOf = (check: CheckRecord, width: number): readonly Line[] =>
  wrapped(oneLineText(check.detail), width - detailIndent.length).map((text) => [
    span(`${detailIndent}${text}`, check.holds ? 'quiet' : 'plain'),
  ])

const detailIndent = ' '.repeat(7)

const markOf = ({ holds }: CheckRecord): string => (holds ? '✓' : '✗')
const toneOf = ({ holds }: CheckRecord): 'good' | 'bad' => (holds ? 'good' : 'bad')
