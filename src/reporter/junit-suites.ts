import { checkTitle, comparingCheckIds } from '../result/check.ts'
import type { CheckRecord, RunRecord, SometimesTally } from '../result/run-record.ts'
import { neverText } from '../result/sometimes-tally.ts'

export interface TestSuite {
  readonly name: string
  readonly seconds: number
  readonly properties: readonly (readonly [string, string])[]
  readonly cases: readonly TestCase[]
}

interface TestCase {
  readonly name: string
  readonly seconds: number
  readonly outcome: Outcome
}

type Outcome =
  | { readonly kind: 'passed' }
  | { readonly kind: 'skipped'; readonly message: string }
  | {
      readonly kind: 'failure' | 'error'
      readonly type: string
      readonly message: string
      readonly detail: string
    }

/** One run: a case for the run itself, which took all of the time, and one for each check. */
export const runSuite = (record: RunRecord): TestSuite => ({
  name: `${record.scenario}.${record.form}.seed-${record.seed}`,
  seconds: record.wall.seconds,
  properties: propertiesOf(record),
  cases: [
    runCase(record),
    ...record.checks.map((check) => checkCase(check, record)),
    ...unjudgedCases(record),
  ],
})

/** Of many seeds: what should have happened in some of them and happened in none. */
export const sometimesSuite = (tallies: readonly SometimesTally[]): TestSuite => ({
  name: 'sometimes',
  seconds: 0,
  properties: [],
  cases: tallies.map((tally) => ({
    name: `${tally.scenario}, ${tally.form}: ${tally.what}`,
    seconds: 0,
    outcome: {
      kind: 'failure',
      type: 'sometimes',
      message: `never happened in ${tally.seeds} seeds`,
      detail: neverText(tally),
    },
  })),
})

const runCase = (record: RunRecord): TestCase => ({
  name: 'the run comes to its end',
  seconds: record.wall.seconds,
  outcome: runOutcome(record),
})

const runOutcome = ({ verdict, reason, command }: RunRecord): Outcome => {
  switch (verdict) {
    case 'passed':
    case 'failed':
      return { kind: 'passed' }
    case 'interrupted':
      return { kind: 'skipped', message: `interrupted: ${reason ?? 'no reason given'}` }
    case 'crashed':
      return {
        kind: 'error',
        type: 'crash',
        message: reason?.split('\n')[0] ?? 'the run crashed',
        detail: `${reason ?? 'the run crashed'}\n${repeatText(command)}`,
      }
  }
}

const checkCase = ({ id, holds, detail }: CheckRecord, { command }: RunRecord): TestCase => ({
  name: checkName(id),
  seconds: 0,
  outcome: holds
    ? { kind: 'passed' }
    : { kind: 'failure', type: id, message: detail, detail: `${detail}\n${repeatText(command)}` },
})

/** A run executed once has no verdict of the checks that compare two executions. */
const unjudgedCases = ({ verdict, s10 }: RunRecord): readonly TestCase[] =>
  s10 === 'judged' || (verdict !== 'passed' && verdict !== 'failed')
    ? []
    : comparingCheckIds.map((id) => ({
        name: checkName(id),
        seconds: 0,
        outcome: { kind: 'skipped', message: 'not judged: the run was executed once' },
      }))

const checkName = (id: CheckRecord['id']): string => `${id} ${checkTitle(id)}`

const repeatText = (command: string): string => `run it again: ${command}`

const propertiesOf = (record: RunRecord): TestSuite['properties'] => [
  ['scenario', record.scenario],
  ['topology', record.topology],
  ['seed', String(record.seed)],
  ['form', record.form],
  ['command', record.command],
  ['traceHash', record.trace.hash],
  ['simulatedSeconds', String(record.simulated.seconds)],
  ['editsMade', String(record.measures.editsMade)],
  ['editsDelivered', String(record.measures.editsDelivered)],
  ['bytesSent', String(record.measures.bytesSent)],
]
