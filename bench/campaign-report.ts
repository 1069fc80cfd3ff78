import { countedText, durationText } from '../src/result/format.ts'
import type { RunRecord } from '../src/result/run-record.ts'
import { neverHappened, neverText, sometimesTallies } from '../src/result/sometimes-tally.ts'
import { numberText } from './bench-report.ts'
import { type Conditions, conditionsText } from './conditions.ts'
import { medianOf } from './figure.ts'

/** The runs of one scenario in one form. */
export interface Group {
  readonly scenario: string
  readonly form: 'short' | 'full'
  readonly planned: number
  readonly records: readonly RunRecord[]
  readonly elapsedSeconds: number
}

export interface Campaign {
  readonly conditions: Conditions
  readonly jobs: number
  readonly interrupted: boolean
  readonly groups: readonly Group[]
}

export const campaignDocument = ({ conditions, jobs, interrupted, groups }: Campaign): object => {
  const rows = groups.map(rowOf)
  const sum = (of: (row: Row) => number): number => rows.reduce((total, row) => total + of(row), 0)
  const total = {
    planned: sum(({ planned }) => planned),
    runs: sum(({ runs }) => runs),
    passed: sum(({ passed }) => passed),
    failed: sum(({ failed }) => failed.length),
    elapsedSeconds: rounded(sum(({ elapsedSeconds }) => elapsedSeconds)),
  }
  const sometimes = sometimesTallies(groups.flatMap(({ records }) => records))
  return { schema: 'shakedown.campaign/2', conditions, jobs, interrupted, groups: rows, sometimes, total }
}

/** The same for people. */
export const campaignText = ({ conditions, jobs, interrupted, groups }: Campaign): string => {
  const rows = groups.map(rowOf)
  const failed = rows.flatMap((row) => row.failed)
  return [
    '# Campaign',
    '',
    `Written by \`npm run campaign\`: seeds from 1 on, in ${countedText(jobs, 'worker')}. S10 judges the first seed, one in twenty and each failure, or all with \`--twice\`.`,
    '',
    conditionsText(conditions),
    ...(interrupted ? ['', 'It was interrupted: what was finished is here.'] : []),
    '',
    '| scenario | form | runs | passed | failed | judged by S10 | median of one execution | slowest | all of them |',
    '| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...rows.map(lineOf),
    '',
    ...(failed.length === 0 ? ['Nothing failed.'] : ['What failed, and the command that runs it again:', '']),
    ...failed.map(({ command, reason }) => `- \`${command}\`: ${reason ?? 'no reason was given'}`),
    ...sometimesLines(groups),
    '',
  ].join('\n')
}

/** What must happen in some seeds, in how many it did, and what never did. */
const sometimesLines = (groups: readonly Group[]): readonly string[] => {
  const records = groups.flatMap((group) => group.records)
  const tallies = sometimesTallies(records)
  if (tallies.length === 0) return []
  return [
    '',
    '| scenario | form | sometimes | seeds with it | of | binding from |',
    '| --- | --- | --- | ---: | ---: | ---: |',
    ...tallies.map(
      ({ scenario, form, what, happenedIn, seeds, seedsMin }) =>
        `| ${[scenario, form, what, happenedIn, seeds, seedsMin].join(' | ')} |`,
    ),
    ...neverHappened(records).map((tally) => `\n- never happened: ${neverText(tally)}`),
  ]
}

const rowOf = ({ scenario, form, planned, records, elapsedSeconds }: Group) => {
  const failed = records.filter(({ verdict }) => verdict !== 'passed')
  const ended = records.filter(({ verdict }) => verdict !== 'crashed')
  const wall = ended
    .map(({ wall: { seconds, executions } }) => seconds / executions)
    .toSorted((a, b) => a - b)
  return {
    scenario,
    form,
    planned,
    runs: records.length,
    passed: records.length - failed.length,
    judged: records.filter(({ s10 }) => s10 === 'judged').length,
    failed: failed.map(({ seed, verdict, reason, command }) => ({ seed, verdict, reason, command })),
    wallSeconds: { median: medianOf(wall), highest: wall.at(-1) ?? 0 },
    elapsedSeconds: rounded(elapsedSeconds),
  }
}

type Row = ReturnType<typeof rowOf>

const lineOf = (row: Row): string => {
  const runs = row.runs === row.planned ? `${row.runs}` : `${row.runs} of ${row.planned}`
  const { median, highest } = row.wallSeconds
  const times = [
    `${numberText(median)} s`,
    `${numberText(highest)} s`,
    durationText(row.elapsedSeconds * 1000),
  ]
  return `| ${[row.scenario, row.form, runs, row.passed, row.failed.length, row.judged, ...times].join(' | ')} |`
}

const rounded = (seconds: number): number => Math.round(seconds * 10) / 10
