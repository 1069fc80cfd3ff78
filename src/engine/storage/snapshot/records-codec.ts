import { CodecError } from '../../binary/index.ts'
import { canonicalText, type Merge } from '../../event/index.ts'
import { isSameDot } from '../../identifier/index.ts'
import {
  addressOf,
  type Register,
  type RegisterPlace,
  type RestingRecord,
  type RestingState,
  type StateParts,
  type Written,
} from '../../merge/index.ts'
import type { SnapshotReader, SnapshotWriter } from './snapshot-flow.ts'

/** The order is that of the codes in the format. */
const merges: readonly Merge[] = [
  'register',
  'document',
  'deletion',
  'claim',
  'parent',
  'reference',
  'template',
]

/** Where the two parts of the records go: which there are and how long each is, and what they say. */
export interface RecordsOut {
  readonly index: SnapshotWriter
  readonly bodies: SnapshotWriter
}

export const writeRecords = (
  { index, bodies }: RecordsOut,
  { records, isTemplate }: Pick<StateParts, 'records' | 'isTemplate'>,
): void => {
  index.list(records, ([table, keys]) => {
    index.text(table).list(keys, ([key, registers]) => {
      const start = bodies.length
      writeRecord(bodies, registers, isTemplate)
      index.text(key).count(bodies.length - start)
    })
  })
}

const writeRecord = (
  writer: SnapshotWriter,
  registers: readonly Register[],
  isTemplate: (written: Written) => boolean,
): void => {
  let before: Written | null = null
  writer.list(registers, ({ group, field, merge, heads }) => {
    writer.text(field).text(group).count(merges.indexOf(merge))
    writer.list(heads, (written) => {
      writeEvent(writer, written, before)
      writer.flag(isTemplate(written)).value(written.value)
      before = written
    })
  })
}

// A record is often written as one event: then all but the first of its values say no more than that.
const writeEvent = (writer: SnapshotWriter, written: Written, before: Written | null): void => {
  const { dot, stamp, author, note } = written
  if (before && isSameDot(before.dot, dot)) writer.count(0)
  else writer.count(dot.seq).line(dot.line).stamp(stamp).text(author).text(note)
}

/** Where the records are read from: their index is read at once, and each of them when it is asked for. */
export interface RecordsIn {
  readonly index: SnapshotReader
  readonly bodies: (at: number, end: number) => SnapshotReader
  readonly bodiesBytes: number
}

export const restingRecords = (from: RecordsIn): Pick<RestingState, 'tables' | 'record'> => {
  const names: { readonly table: string; readonly key: string }[] = []
  const ends: number[] = [0]
  const tables = new Map<string, Map<string, number>>()
  from.index.list(() => {
    const table = from.index.text()
    const keys = new Map<string, number>()
    from.index.list(() => {
      const key = from.index.text()
      keys.set(key, names.length)
      names.push({ table, key })
      ends.push((ends.at(-1) ?? 0) + from.index.count())
    })
    tables.set(table, keys)
  })
  if (!from.index.isAtEnd || ends.at(-1) !== from.bodiesBytes)
    throw new CodecError('Cannot read a snapshot: its records are not as long as they say')
  return { tables, record: (number) => readRecord(from, names[number], [ends[number], ends[number + 1]]) }
}

const readRecord = (
  { bodies }: RecordsIn,
  name: { readonly table: string; readonly key: string } | undefined,
  [at, end]: readonly [number | undefined, number | undefined],
): RestingRecord => {
  if (!name || at === undefined || end === undefined)
    throw new CodecError('Cannot read a snapshot: it has no such record')
  const reader = bodies(at, end)
  const templates: Written[] = []
  const readHeads = headsReader(reader, templates)
  const registers = reader.list(() => readRegister(reader, name, readHeads))
  if (!reader.isAtEnd) throw new CodecError('Cannot read a record of a snapshot: bytes are left over')
  return { registers, templates }
}

const readRegister = (
  reader: SnapshotReader,
  { table, key }: { readonly table: string; readonly key: string },
  readHeads: () => readonly Written[],
): Register => {
  const field = reader.text()
  const group = reader.text()
  const merge = readMerge(reader)
  const heads = readHeads()
  return { address: addressOf(table, key, field), table, key, group, field, merge, heads }
}

const headsReader = (reader: SnapshotReader, templates: Written[]): (() => readonly Written[]) => {
  let event: WrittenBy | null = null
  const readWritten = (): Written => {
    event = readEvent(reader, event)
    const isTemplate = reader.flag()
    const value = reader.value()
    const { dot, author, note, stamp } = event
    const written = { dot, value, canonical: canonicalText(value), author, note, stamp }
    if (isTemplate) templates.push(written)
    return written
  }
  return () => reader.list(readWritten)
}

/** What all values that were written by one event have in common. */
type WrittenBy = Pick<Written, 'dot' | 'stamp' | 'author' | 'note'>

const readEvent = (reader: SnapshotReader, before: WrittenBy | null): WrittenBy => {
  const seq = reader.count()
  if (seq > 0)
    return {
      dot: { seq, line: reader.line() },
      stamp: reader.stamp(),
      author: reader.text(),
      note: reader.text(),
    }
  if (!before)
    throw new CodecError('Cannot read a record of a snapshot: nothing was written before its first value')
  return before
}

const readMerge = (reader: SnapshotReader): Merge => {
  const code = reader.count()
  const merge = merges[code]
  if (!merge) throw new CodecError(`Cannot read a snapshot: there is no kind of merge ${code}`)
  return merge
}

/** Which registers hold several values, and which were written by more than plain fields' ops. */
export const writePlaces = (
  writer: SnapshotWriter,
  { plural, ruled }: Pick<StateParts, 'plural' | 'ruled'>,
): void => {
  writer.list(plural, (place) => writePlace(writer, place))
  writer.list(ruled, ([merge, places]) =>
    writer.count(merges.indexOf(merge)).list(places, (place) => writePlace(writer, place)),
  )
}

export const readPlaces = (reader: SnapshotReader): Pick<RestingState, 'plural' | 'ruled'> => ({
  plural: reader.list(() => readPlace(reader)),
  ruled: reader.list(() => [readMerge(reader), reader.list(() => readPlace(reader))] as const),
})

/** Throws CodecError where a place is named that no record has: for whoever reads a snapshot that anybody may have written. */
export const checkPlaces = ({ tables, record, plural, ruled }: RestingState): void => {
  for (const { address, table, key, field } of [...plural, ...ruled.flatMap(([, places]) => places)]) {
    const number = tables.get(table)?.get(key)
    const registers = number === undefined ? [] : record(number).registers
    if (!registers.some((register) => register.field === field))
      throw new CodecError(`Cannot read a snapshot: it has no ${address}`)
  }
}

const writePlace = (writer: SnapshotWriter, { table, key, field }: RegisterPlace): void => {
  writer.text(table).text(key).text(field)
}

const readPlace = (reader: SnapshotReader): RegisterPlace => {
  const table = reader.text()
  const key = reader.text()
  const field = reader.text()
  return { address: addressOf(table, key, field), table, key, field }
}
