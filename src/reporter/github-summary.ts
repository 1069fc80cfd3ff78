import { countedText, durationText, oneLineText } from '../result/format.ts'
import type { RunRecord } from '../result/run-record.ts'
import { neverHappened, neverText } from '../result/sometimes-tally.ts'
import { failureTexts } from './failure-text.ts'
import type { Ending } from './reporter.ts'
import { runCountsText, worstFirst } from './run-counts.ts'

/** GitHub drops a summary of more than 1 MiB. Failures past this number are only counted. */
const failuresMax = 50
const failureLengthMax = 2000

/** A Markdown page: counts, failures, and a table of scenarios. */
export const githubSummary = (ending: Ending): string =>
  [
    `## Shakedown: ${runCountsText(ending)}`,
    ...failureSections(ending.records),
    ...neverHappened(ending.records).map((tally) => `- ${escaped(neverText(tally))}`),
    scenarioTable(ending.records),
  ].join('\n\n') + '\n'

const failureSections = (records: readonly RunRecord[]): readonly string[] => {
  const failed = worstFirst(records).filter(({ verdict }) => verdict === 'failed' || verdict === 'crashed')
  const sections = failed.slice(0, failuresMax).map(failureSection)
  const left = failed.length - sections.length
  return left > 0 ? [...sections, `And ${countedText(left, 'more failure')}.`] : sections
}

const failureSection = (record: RunRecord): string =>
  [
    `### ${escaped(record.scenario)} seed ${record.seed}, ${record.form}: ${record.verdict}`,
    failureTexts(record)
      .map((text) => `- ${escaped(shortened(text))}`)
      .join('\n'),
    fenced(record.command),
  ].join('\n\n')

const scenarioTable = (records: readonly RunRecord[]): string => {
  const groups = Map.groupBy(records, ({ scenario, form }) => `${scenario} ${form}`)
  return [
    '| scenario | form | runs | passed | simulated | real time |',
    '| --- | --- | ---: | ---: | ---: | ---: |',
    ...[...groups.values()].map(scenarioRow),
  ].join('\n')
}

const scenarioRow = (records: readonly RunRecord[]): string => {
  const passed = records.filter(({ verdict }) => verdict === 'passed').length
  const simulated = records.reduce((sum, record) => sum + record.simulated.seconds, 0)
  const wall = records.reduce((sum, record) => sum + record.wall.seconds, 0)
  const [first] = records
  const cells = [escaped(first?.scenario ?? ''), first?.form ?? '', records.length, passed]
  return `| ${[...cells, durationText(simulated * 1000), durationText(wall * 1000)].join(' | ')} |`
}

const shortened = (text: string): string =>
  text.length > failureLengthMax ? `${text.slice(0, failureLengthMax - 1)}…` : text

const escaped = (text: string): string =>
  oneLineText(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/[\\`*_[\]|~#]/g, String.raw`\$&`)

/** A block of code whose fence is longer than any run of backticks inside. */
const fenced = (text: string): string => {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}\n${oneLineText(text)}\n${fence}`
}
