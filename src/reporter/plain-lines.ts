import { checkTitle } from '../result/check.ts'
import { countText, durationText, executionsText, speedText } from '../result/format.ts'
import type { Measures, RunRecord } from '../result/run-record.ts'

const verdictWidth = 'interrupted'.length
const indent = ' '.repeat(verdictWidth + 2)

/** What one finished run says in plain text: a line, and below it what went wrong and how to see it again. */
export const plainLines = (
  record: RunRecord,
  nameWidth: number = record.scenario.length,
): readonly string[] => [
  isMeasured(record) ? measuredLine(record, nameWidth) : headLine(record, nameWidth).trimEnd(),
  ...(record.verdict === 'passed' ? [] : troubleLines(record)),
]

/** A run that did not come to its end measured nothing. */
const isMeasured = ({ verdict }: RunRecord): boolean => verdict === 'passed' || verdict === 'failed'

const headLine = ({ verdict, scenario, seed, form }: RunRecord, nameWidth: number): string =>
  `${verdict.padEnd(verdictWidth)}  ${scenario.padEnd(nameWidth)} seed ${String(seed).padEnd(4)} ${form.padEnd(5)}`

const measuredLine = (record: RunRecord, nameWidth: number): string =>
  [
    headLine(record, nameWidth),
    editsText(record.measures),
    conflictsText(record.measures),
    sessionsText(record.measures).padEnd(17),
    `refusals ${countText(record.measures.refusals).padStart(5)}`,
    waitText(record.measures).padEnd(44),
    timeText(record).padEnd(39),
    checksText(record),
  ]
    .join('  ')
    .trimEnd()

const editsText = ({ editsMade, editsDelivered }: Measures): string =>
  `edits ${countText(editsMade).padStart(6)} made, ${countText(editsDelivered).padStart(6)} delivered`

const conflictsText = ({ conflicts }: Measures): string =>
  `conflicts ${padded(conflicts.open)} open, ${padded(conflicts.resolved)} resolved of ${padded(conflicts.expected)} expected`

const padded = (count: number): string => countText(count).padStart(3)

const sessionsText = ({ sessions }: Measures): string =>
  sessions.limit === null ? `sessions ${sessions.max}` : `sessions ${sessions.max} of ${sessions.limit}`

/** Behind a balancer nobody waits for a turn, and what counts is how long somebody was without an answer. */
const waitText = ({ longestTurnWaitMs, turnWaitBoundMs, servers }: Measures): string => {
  if (servers && servers.gapBoundMs !== null)
    return `longest gap ${durationText(servers.longestGapMs)}, bound ${durationText(servers.gapBoundMs)}`
  return turnWaitBoundMs === null
    ? `longest wait ${durationText(longestTurnWaitMs)}`
    : `longest wait ${durationText(longestTurnWaitMs)}, bound ${durationText(turnWaitBoundMs)}`
}

const timeText = ({ simulated, wall }: RunRecord): string =>
  `${durationText(simulated.seconds * 1000)} in ${durationText(wall.seconds * 1000)} (${speedText(simulated.seconds, wall.seconds)}, ${executionsText(wall.executions)})`

const checksText = ({ checks, s10 }: RunRecord): string => {
  const failing = checks.filter((check) => !check.holds).map((check) => check.id)
  const holding = `${checks.length - failing.length} of ${checks.length} checks hold`
  const failed = failing.length === 0 ? '' : `, not ${failing.join(' ')}`
  return `${holding}${failed}${s10 === 'judged' ? '' : ', S10 not judged'}`
}

const troubleLines = (record: RunRecord): readonly string[] =>
  [
    ...(record.reason === null ? [] : [record.reason]),
    ...record.checks
      .filter((check) => !check.holds)
      .map((check) => `${check.id} (${checkTitle(check.id)}) failed: ${check.detail}`),
    `run it again: ${record.command}`,
  ]
    .flatMap((text) => text.split('\n'))
    .map((text) => `${indent}${text}`)
