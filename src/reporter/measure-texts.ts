import { comparingCheckIds } from '../result/check.ts'
import { countText, durationText, executionsText, speedText } from '../result/format.ts'
import type { Measures, RunRecord } from '../result/run-record.ts'
import { failedChecks } from './failure-text.ts'

export const measureTexts = (record: RunRecord): readonly string[] => [
  timeText(record),
  checksText(record),
  editsText(record.measures),
  conflictsText(record.measures),
  sessionsText(record.measures),
  `refusals ${countText(record.measures.refusals)}`,
  waitText(record.measures),
  ...picksTexts(record.measures),
]

const editsText = ({ editsMade, editsDelivered }: Measures): string =>
  `edits ${countText(editsMade)} made, ${countText(editsDelivered)} delivered`

const conflictsText = ({ conflicts: { open, resolved, expected } }: Measures): string =>
  `conflicts ${countText(open)} open, ${countText(resolved)} resolved of ${countText(expected)} expected`

const sessionsText = ({ sessions }: Measures): string =>
  sessions.limit === null ? `sessions ${sessions.max}` : `sessions ${sessions.max} of ${sessions.limit}`

const picksTexts = ({ picks: { made, asPlanned } }: Measures): readonly string[] =>
  made === 0 ? [] : [`document picks ${countText(asPlanned)} of ${countText(made)} as planned`]

/** Behind a balancer nobody waits for a turn: the time without an answer counts there. */
const waitText = ({ longestTurnWaitMs, turnWaitBoundMs, servers }: Measures): string => {
  if (servers && servers.gapBoundMs !== null)
    return `longest gap ${durationText(servers.longestGapMs)}, bound ${durationText(servers.gapBoundMs)}`
  return turnWaitBoundMs === null
    ? `longest wait ${durationText(longestTurnWaitMs)}`
    : `longest wait ${durationText(longestTurnWaitMs)}, bound ${durationText(turnWaitBoundMs)}`
}

const timeText = ({ simulated, wall }: RunRecord): string =>
  `${durationText(simulated.seconds * 1000)} in ${durationText(wall.seconds * 1000)} (${speedText(simulated.seconds, wall.seconds)}, ${executionsText(wall.executions)})`

const checksText = (record: RunRecord): string => {
  const failing = failedChecks(record).map(({ id }) => id)
  const holding = `${record.checks.length - failing.length} of ${record.checks.length} checks hold`
  const failed = failing.length === 0 ? '' : `, not ${failing.join(' ')}`
  return `${holding}${failed}${record.s10 === 'judged' ? '' : `, ${comparingCheckIds.join(', ')} not judged`}`
}
