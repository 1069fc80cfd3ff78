import { clockText, oneLineText } from '../../result/format.ts'
import type { ConflictView } from '../../result/live-event.ts'
import { shortened, span, type Line } from './text-line.ts'

interface Room {
  readonly startsAtMs: number
  readonly width: number
}

type Value = ConflictView['values'][number]

const stateWidth = 10
const between = '  ≠  '
/** Shorter pieces than this of several values could not be told apart. */
const valueWidthMin = 10

export const conflictLines = (conflicts: readonly ConflictView[], room: Room): readonly Line[] => {
  const newestFirst = conflicts.toSorted((a, b) => b.seenAtUs - a.seenAtUs)
  const pathWidth = Math.max(0, ...newestFirst.map((conflict) => conflict.path.length))
  return newestFirst.flatMap((conflict) => [
    headLine(conflict, pathWidth, room),
    ...valueLines(conflict, room),
  ])
}

const headLine = (conflict: ConflictView, pathWidth: number, room: Room): Line => {
  const seen = `  on ${conflict.seenOn} ${clockText(room.startsAtMs, conflict.seenAtUs)}`
  const path = shortened(oneLineText(conflict.path), room.width - stateWidth)
  const left = room.width - stateWidth - seen.length
  return [
    span(conflict.state.padEnd(stateWidth), conflict.state === 'open' ? 'warn' : 'good'),
    span(pathWidth <= left ? path.padEnd(pathWidth) : path),
    span(path.length <= left ? seen : '', 'quiet'),
  ]
}

/** All values on one line where a telling piece of each fits there, otherwise a line for each. */
const valueLines = ({ values }: ConflictView, room: Room): readonly Line[] => {
  const indent = span(' '.repeat(stateWidth))
  const left = room.width - stateWidth
  const signed = values.reduce((width, value) => width + signatureOf(value, room).length, 0)
  const forTexts = left - signed - between.length * (values.length - 1)
  const share = fairShare(
    values.map((value) => textOf(value).length),
    forTexts,
  )
  if (share >= valueWidthMin)
    return [[indent, ...joined(values.map((value) => valuePiece(value, share, room)))]]
  return values.map((value) => [indent, ...valuePiece(value, left - signatureOf(value, room).length, room)])
}

const valuePiece = (value: Value, textWidth: number, room: Room): Line => [
  span(shortened(textOf(value), textWidth), 'strong'),
  span(signatureOf(value, room), 'quiet'),
]

/** The most that each may take so that all fit: what short ones leave goes to the long ones. */
const fairShare = (lengths: readonly number[], width: number): number => {
  const shortestFirst = lengths.toSorted((a, b) => a - b)
  let left = width
  for (const [index, length] of shortestFirst.entries()) {
    const share = Math.floor(left / (shortestFirst.length - index))
    if (length > share) return share
    left -= length
  }
  return width
}

const signatureOf = ({ author, writtenAtUs }: Value, room: Room): string =>
  ` ${author} ${clockText(room.startsAtMs, writtenAtUs)}`

const textOf = ({ value }: Value): string => oneLineText(value) || '(empty)'

const joined = (values: readonly Line[]): Line =>
  values.flatMap((value, index) => (index === 0 ? value : [span(between, 'quiet'), ...value]))
