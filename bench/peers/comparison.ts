import { numberText } from '../bench-report.ts'
import { type Conditions, conditionsText } from '../conditions.ts'
import type { Measured } from './run-one.ts'
import { workloads } from './workloads.ts'

/** One engine in one workload; null where it came to no end in two and a half minutes. */
export interface Row {
  readonly peer: string
  readonly workload: string
  readonly measured: Measured | null
}

export interface Comparison {
  readonly conditions: Conditions
  readonly versions: string
  readonly rows: readonly Row[]
}

export const comparisonDocument = (comparison: Comparison): object => ({
  schema: 'shakedown.peers/1',
  ...comparison,
})

/** The same for people. */
export const comparisonText = ({ conditions, versions, rows }: Comparison): string =>
  [
    '# Beside the peers',
    '',
    'Written by `npm run bench:peers`: each engine in each workload once, in a process of its own, all in one run, after a run of a',
    'twentieth of the size. Nothing is signed. All are in memory but the last row, which is ours on the disk and is not compared.',
    'The best of each column is bold.',
    '',
    conditionsText(conditions),
    '',
    `Measured beside ours: ${versions}.`,
    '',
    ...aboutLines(rows),
    ...Object.keys(workloads).flatMap((workload) => {
      const measured = rows.filter((row) => row.workload === workload)
      return measured.length > 0 ? sectionOf(workload, measured) : []
    }),
    '',
  ].join('\n')

const aboutLines = (rows: readonly Row[]): string[] => {
  const about = new Map(rows.flatMap(({ peer, measured }) => (measured ? [[peer, measured.about]] : [])))
  return [...about].map(([peer, text]) => `- **${peer}**: ${text}.`)
}

interface Column {
  readonly title: string
  readonly value: (measured: Measured) => number | null
  readonly text: (value: number, measured: Measured) => string
  readonly best: 'least' | 'most'
}

const kilobytes = (bytes: number): string => `${numberText(bytes / 1000)} kB`

const columns: readonly Column[] = [
  { title: 'time', value: ({ ms }) => ms, text: (ms) => `${numberText(ms)} ms`, best: 'least' },
  {
    title: 'exchanges',
    value: ({ exchanges, ms }) => (exchanges && ms ? (exchanges * 1000) / ms : null),
    text: (rate) => `${numberText(rate)}/s`,
    best: 'most',
  },
  { title: 'on the wire', value: ({ wireBytes }) => wireBytes, text: kilobytes, best: 'least' },
  { title: 'stored', value: ({ storedBytes }) => storedBytes, text: kilobytes, best: 'least' },
  {
    title: 'memory',
    value: ({ memoryBytes }) => memoryBytes,
    text: (bytes) => `${numberText(bytes / 1e6)} MB`,
    best: 'least',
  },
  {
    title: 'concurrent writes shown',
    value: ({ concurrent }) => concurrent?.seen ?? null,
    text: (seen, { concurrent }) => `${numberTextWhole(seen)} of ${numberTextWhole(concurrent?.writes ?? 0)}`,
    best: 'most',
  },
]

const numberTextWhole = (value: number): string => value.toLocaleString('en-US')

const sectionOf = (workload: string, rows: readonly Row[]): string[] => {
  const used = columns.filter(({ value }) =>
    rows.some(({ measured }) => measured && value(measured) !== null),
  )
  return [
    '',
    `## ${workload}`,
    '',
    workloads[workload]?.what ?? '',
    '',
    `| | ${used.map(({ title }) => title).join(' | ')} |`,
    `| --- | ${used.map(() => '---:').join(' | ')} |`,
    ...rows.map((row) => lineOf(row, used, rows)),
  ]
}

const lineOf = ({ peer, measured }: Row, used: readonly Column[], rows: readonly Row[]): string => {
  if (!measured) return `| ${peer} | came to no end in two and a half minutes${' |'.repeat(used.length)}`
  const cells = used.map((column) => {
    const value = column.value(measured)
    if (value === null) return '–'
    const text = column.text(value, measured)
    return value === bestOf(column, rows) && isCompared(peer) ? `**${text}**` : text
  })
  return `| ${[peer, ...cells].join(' | ')} |`
}

const isCompared = (peer: string): boolean => !peer.endsWith('durable')

const bestOf = ({ value, best }: Column, rows: readonly Row[]): number => {
  const values = rows
    .filter(({ peer }) => isCompared(peer))
    .flatMap(({ measured }) => (measured ? (value(measured) ?? []) : []))
  return best === 'least' ? Math.min(...values) : Math.max(...values)
}
