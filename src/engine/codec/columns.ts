import { ByteReader, ByteWriter, CodecError } from '../binary/index.ts'
import type { LogId } from '../identifier/index.ts'
import { ColumnContext } from './column-context.ts'
import { type Column, columns } from './event-flow.ts'
import { JoinFlow } from './join-flow.ts'
import { passEvent } from './pass-event.ts'
import { SplitFlow } from './split-flow.ts'

export interface Row {
  readonly log: LogId
  readonly first: number
  readonly events: readonly Uint8Array[]
}

/** Prefixes each column with its length. Throws CodecError if some bytes are not an event. */
export const splitEvents = (rows: readonly Row[]): Uint8Array => {
  const writers = Object.fromEntries(columns.map((name) => [name, new ByteWriter(2048)])) as Writers
  const context = new ColumnContext()
  const flow = new SplitFlow(context, (column) => writers[column])
  for (const { log: logId, first, events } of rows) {
    const passing = { context, own: indexOf(logId, context), seq: first }
    for (const event of events) {
      flow.begin(event)
      passEvent(flow, passing)
      flow.end()
      passing.seq += 1
    }
  }
  const body = new ByteWriter(4096)
  for (const name of columns) body.count(writers[name].length)
  for (const name of columns) body.raw(writers[name].view())
  return body.take()
}

type Writers = Record<Column, ByteWriter>
type Readers = Record<Column, ByteReader>

export interface RowShape {
  readonly log: LogId
  readonly first: number
  readonly count: number
}

/** Throws CodecError if the body is not columns of these rows, with `bytes` bytes in all. */
export const joinEvents = (
  body: Uint8Array,
  rows: readonly RowShape[],
  bytes: number,
): readonly Uint8Array[] => {
  const readers = readersOf(body)
  const to = new ByteWriter(Math.min(bytes, 4 * body.length + 1024))
  const context = new ColumnContext()
  const flow = new JoinFlow(context, (column) => readers[column], { to, bytesMax: bytes })
  const ends: number[] = []
  for (const { log: logId, first, count } of rows) {
    const passing = { context, own: indexOf(logId, context), seq: first }
    for (; passing.seq < first + count; passing.seq += 1) {
      passEvent(flow, passing)
      ends.push(to.length)
    }
  }
  if (to.length !== bytes || columns.some((name) => !readers[name].isAtEnd))
    throw new CodecError(`Cannot read columns: they make ${to.length} bytes, and not the ${bytes} they said`)
  const all = to.view()
  return ends.map((end, index) => all.subarray(ends[index - 1] ?? 0, end))
}

const indexOf = (log: LogId, context: ColumnContext): number => {
  const known = context.indexOf(log)
  return known >= 0 ? known : context.addLog(log)
}

const readersOf = (body: Uint8Array): Readers => {
  const reader = new ByteReader(body)
  const sizes = columns.map(() => reader.count())
  let at = reader.at
  const readers = columns.map((name, index) => {
    const from = at
    at += sizes[index] ?? 0
    if (at > body.length) throw new CodecError('Cannot read columns: the data ends within one')
    return [name, new ByteReader(body, from, at)]
  })
  if (at !== body.length) throw new CodecError('Cannot read columns: bytes are left over')
  return Object.fromEntries(readers) as Readers
}
