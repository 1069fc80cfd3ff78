import type { Conditions } from '../../bench/conditions.ts'
import { conditionsText } from '../../bench/conditions.ts'
import type { Recall } from './recall-bug.ts'
import type { RecallOptions } from './recall-options.ts'

/** One measurement of how many planted bugs the harness finds. */
export interface RecallReport {
  readonly conditions: Conditions
  readonly options: Pick<RecallOptions, 'runs' | 'runLimitMs' | 'jobs'>
  readonly recalls: readonly Recall[]
}

/** What became of one bug. `found` names the run that noticed it; null if none did. */
interface Row {
  readonly id: string
  readonly family: string
  readonly title: string
  readonly found: { readonly by: readonly string[]; readonly run: string; readonly detail: string } | null
  readonly wasFound: boolean
  readonly runs: number
  readonly stopped: readonly string[]
  readonly isReached: boolean | null
  readonly processorSeconds: number
}

/** The bugs that the first measurement found and this one did not. */
export const lostBugs = ({ recalls }: RecallReport): readonly string[] =>
  recalls
    .map(rowOf)
    .filter(({ found, wasFound }) => wasFound && !found)
    .map(({ id }) => id)

export const recallDocument = (report: RecallReport): object => {
  const bugs = report.recalls.map(rowOf)
  const total = { planted: bugs.length, found: foundIn(bugs), lost: lostBugs(report) }
  return { schema: 'shakedown.planted/1', conditions: report.conditions, ...report.options, total, bugs }
}

/** The same for people. */
export const recallText = (report: RecallReport): string => {
  const rows = report.recalls.map(rowOf)
  const lost = lostBugs(report)
  const { runs, runLimitMs } = report.options
  return [
    '# Planted bugs',
    '',
    `Written by \`npm run planted\`: up to ${runs} short runs a bug, at most ${runLimitMs / 1000} s each, until the first that fails.`,
    '',
    conditionsText(report.conditions),
    '',
    `Found: ${shareText(rows)}. Never reached: ${rows.filter(({ isReached }) => isReached === false).length}.${lost.length === 0 ? '' : ` Found before and lost: ${lost.join(', ')}.`}`,
    '',
    '| family | found |',
    '| --- | ---: |',
    ...familyLines(rows),
    '',
    '| bug | family | planted | result | by | first run that failed | runs | processor s |',
    '| --- | --- | --- | --- | --- | --- | ---: | ---: |',
    ...rows.map(lineOf),
    '',
  ].join('\n')
}

const rowOf = ({ bug, verdicts, stopped, isReached }: Recall): Row => {
  const failing = verdicts.find(({ failed }) => failed.length > 0)
  const seconds = verdicts.reduce((sum, { processorSeconds }) => sum + processorSeconds, 0)
  return {
    id: bug.id,
    family: bug.family,
    title: bug.title,
    found: failing
      ? { by: failing.failed, run: `${failing.scenario}#${failing.seed}`, detail: failing.detail ?? '' }
      : null,
    wasFound: bug.measured.found,
    runs: verdicts.length + stopped.length,
    stopped,
    isReached,
    processorSeconds: Math.round(seconds * 10) / 10,
  }
}

const foundIn = (rows: readonly Row[]): number => rows.filter(({ found }) => found).length

const shareText = (rows: readonly Row[]): string =>
  `${foundIn(rows)} of ${rows.length} (${Math.round((100 * foundIn(rows)) / Math.max(1, rows.length))} %)`

const familyLines = (rows: readonly Row[]): readonly string[] =>
  [...Map.groupBy(rows, ({ family }) => family)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([family, members]) => `| ${family} | ${shareText(members)} |`)

const lineOf = (row: Row): string => {
  const { id, family, title, found, runs, stopped, processorSeconds } = row
  const halted = stopped.length === 0 ? '' : `, ${stopped.length} stopped`
  const by = found ? `${found.by.join(', ')} | ${found.run}` : ' | '
  return `| ${id} | ${family} | ${title} | ${resultOf(row)} | ${by} | ${runs}${halted} | ${processorSeconds} |`
}

const resultOf = ({ found, wasFound, isReached }: Row): string => {
  if (found) return wasFound ? 'found' : 'found, new'
  const missed = isReached === false ? 'not reached' : 'missed'
  return wasFound ? `**lost**, ${missed}` : missed
}
