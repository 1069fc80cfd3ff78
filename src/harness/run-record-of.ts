import type { Plan } from '../plan/plan.ts'
import { byCheckId } from '../result/check.ts'
import type { Measures, RunRecord } from '../result/run-record.ts'
import type { RunOutcome } from '../sim/run/index.ts'
import { commandOf, type Job } from './job.ts'

export const finishedRecord = (job: Job, plan: Plan, outcome: RunOutcome): RunRecord => {
  const failing = outcome.checks.filter(({ holds }) => !holds).map(({ id }) => id)
  return {
    ...namesOf(job),
    topology: plan.topology.name,
    verdict: failing.length === 0 ? 'passed' : 'failed',
    reason: failing.length === 0 ? null : `${failing.join(', ')} did not hold`,
    trace: outcome.trace,
    simulated: { seconds: outcome.simulatedSeconds },
    wall: { seconds: Math.round(outcome.wallSeconds * 1000) / 1000, executions: outcome.executions },
    measures: outcome.measures,
    s10: outcome.executions === 2 ? 'judged' : 'not-judged',
    checks: outcome.checks.toSorted(byCheckId),
    sometimes: [...outcome.sometimes],
  }
}

export const unfinishedRecord = (
  job: Job,
  verdict: 'crashed' | 'interrupted',
  reason: string,
): RunRecord => ({
  ...namesOf(job),
  topology: job.scenario.name,
  verdict,
  reason,
  trace: { hash: '', events: 0 },
  simulated: { seconds: 0 },
  wall: { seconds: 0, executions: 1 },
  measures: noMeasures,
  s10: 'not-judged',
  checks: [],
  sometimes: [],
})

const namesOf = (job: Job): Pick<RunRecord, 'scenario' | 'on' | 'seed' | 'form' | 'command'> => ({
  scenario: job.scenario.name,
  ...onOf(job),
  seed: job.seed,
  form: job.form,
  command: commandOf(job),
})

const onOf = ({ scenario: { on }, leftOut = [] }: Job): Pick<RunRecord, 'on'> =>
  on ? { on: { scenario: on.name, leftOut: [...leftOut] } } : {}

const noMeasures: Measures = {
  editsMade: 0,
  editsDelivered: 0,
  editsPerVirtualMinute: 0,
  bytesSent: 0,
  conflicts: { open: 0, resolved: 0, expected: 0 },
  timeToVisibleMs: { p50: null, p95: null, p99: null },
  sessions: { host: null, max: 0, limit: null },
  picks: { made: 0, asPlanned: 0 },
  refusals: 0,
  longestTurnWaitMs: 0,
  turnWaitBoundMs: null,
}
