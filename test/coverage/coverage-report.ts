import { type Conditions, conditionsText } from '../../bench/conditions.ts'
import { roomOf } from '../house/room-of.ts'
import type { FileCoverage, Share } from './coverage-summary.ts'

export interface CoverageReport {
  readonly conditions: Conditions
  /** By path from the repository's root. */
  readonly files: Readonly<Record<string, FileCoverage>>
}

const kinds = ['statements', 'branches', 'functions', 'lines'] as const

/** Files listed by name: those with the most statements that no test ran. */
const listedMax = 20

/** Coverage by room, and the files with the most uncovered statements. Pure. */
export const coverageText = ({ conditions, files }: CoverageReport): string => {
  const all = Object.entries(files).toSorted(([one], [other]) => (one < other ? -1 : 1))
  const rooms = [...Map.groupBy(all, ([file]) => roomOf(file))].toSorted(([one], [other]) =>
    one < other ? -1 : 1,
  )
  return [
    '# Coverage',
    '',
    'Written by `npm run coverage`: the shares of `src` that the tests of `npm test` run, counted by V8.',
    'Child processes and pool threads that a test starts are not counted, so commands and whole runs are covered better than this.',
    'Tests of `npm run test:real` are not counted either. They cover the clients of Samba, LDAP and PostgreSQL servers.',
    '',
    conditionsText(conditions),
    '',
    '| room | files | statements | branches | functions | lines |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    ...rooms.map(([room, members]) => roomRow(room, members)),
    roomRow('all', all),
    '',
    '## Most uncovered statements',
    '',
    '| file | uncovered | statements |',
    '| --- | ---: | ---: |',
    ...leastCovered(all).map(
      ([file, { statements }]) => `| \`${file}\` | ${uncovered(statements)} | ${percent([statements])} |`,
    ),
    '',
  ].join('\n')
}

type Row = readonly [file: string, coverage: FileCoverage]

const roomRow = (room: string, members: readonly Row[]): string => {
  const shares = kinds.map((kind) => percent(members.map(([, coverage]) => coverage[kind])))
  return `| ${[room, members.length, ...shares].join(' | ')} |`
}

const percent = (shares: readonly Share[]): string => {
  const total = shares.reduce((sum, share) => sum + share.total, 0)
  const covered = shares.reduce((sum, share) => sum + share.covered, 0)
  return total === 0 ? 'none' : `${((100 * covered) / total).toFixed(1)} %`
}

const leastCovered = (rows: readonly Row[]): readonly Row[] =>
  rows
    .filter(([, { statements }]) => uncovered(statements) > 0)
    .toSorted(([, one], [, other]) => uncovered(other.statements) - uncovered(one.statements))
    .slice(0, listedMax)

const uncovered = ({ total, covered }: Share): number => total - covered
