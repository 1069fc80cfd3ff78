import { oneLineText } from '../result/format.ts'
import type { RunRecord } from '../result/run-record.ts'
import { wrapped } from '../result/wrapped.ts'
import { failedChecks, failureTexts } from './failure-text.ts'
import { measureTexts } from './measure-texts.ts'
import { packed } from './packed.ts'

/** The room that plain text has: how wide a line may be, and how wide the longest scenario name is. */
export interface PlainWidths {
  readonly columns: number
  readonly name: number
}

const verdictWidth = 'interrupted'.length
const indent = '    '
/** Narrower than this, lines would hold a word each. */
const columnsMin = 40

/** A finished run as lines: the failures, the measures, and the command that repeats a failed run. */
export const plainLines = (record: RunRecord, widths: PlainWidths): readonly string[] => {
  const head = headText(record, widths.name)
  if (record.verdict === 'passed')
    return [...measuredLines(record, head, widths), ...leftOutLines(record, widths)]
  return [
    head,
    ...leftOutLines(record, widths),
    ...failureTexts(record).flatMap((text) => indented(text, widths)),
    ...(record.verdict === 'failed' ? measuredLines(record, null, widths) : []),
    repeatLine(record),
  ]
}

/** The topology if it is another scenario's, and everything that it has no place for. */
const leftOutLines = ({ on }: RunRecord, widths: PlainWidths): readonly string[] =>
  on ? [`on the topology of ${on.scenario}`, ...on.leftOut].flatMap((text) => indented(text, widths)) : []

export const recapLines = (record: RunRecord, widths: PlainWidths): readonly string[] => {
  const failed = failedChecks(record).map(({ id }) => id)
  return [[headText(record, widths.name), ...failed].join(' '), repeatLine(record)]
}

const headText = ({ verdict, scenario, seed, form }: RunRecord, nameWidth: number): string =>
  `${verdict.padEnd(verdictWidth)}  ${scenario.padEnd(nameWidth)} seed ${String(seed).padEnd(4)} ${form.padEnd(5)}`.trimEnd()

/** Measures behind the head if there is one. The rest goes on below, indented. */
const measuredLines = (
  record: RunRecord,
  head: string | null,
  { columns }: PlainWidths,
): readonly string[] => {
  const texts = measureTexts(record)
  const room = Math.max(columns, columnsMin) - indent.length
  if (head === null) return packed(texts, room).map((line) => `${indent}${line}`)
  const [first = '', ...below] = packed([head, ...texts], room)
  return [first, ...below.map((line) => `${indent}${line}`)]
}

const indented = (text: string, { columns }: PlainWidths): readonly string[] => {
  const room = Math.max(columns, columnsMin) - indent.length
  return wrapped(oneLineText(text), room)
    .flatMap((line) => piecesOf(line, room))
    .map((line) => `${indent}${line}`)
}

/** A word that is wider than a line, such as a path, is cut where the line ends. */
const piecesOf = (line: string, width: number): readonly string[] =>
  line.length <= width ? [line] : [line.slice(0, width), ...piecesOf(line.slice(width), width)]

/** Never wrapped, so that it can be copied. */
const repeatLine = ({ command }: RunRecord): string => `${indent}run it again: ${command}`
