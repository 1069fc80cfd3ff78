import { CodecError } from '../../binary/index.ts'
import { canonicalText, type Merge } from '../../event/index.ts'
import { isSameDot } from '../../identifier/index.ts'
import {
  addressOf,
  type Register,
  type RegisterAddress,
  type ColdRecord,
  type ColdState,
  type StateParts,
  type Written,
} from '../../merge/index.ts'
import type { SnapshotReader, SnapshotWriter } from './snapshot-flow.ts'

/** In the order of their codes in the format. */
const merges: readonly Merge[] = [
  'register',
  'document',
  'deletion',
  'claim',
  'parent',
  'reference',
  'template',
]

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
  writer.list(registers, ({ group, field, merge, siblings }) => {
    writer.text(field).text(group).count(merges.indexOf(merge))
    writer.list(siblings, (written) => {
      writeEvent(writer, written, before)
      writer.flag(isTemplate(written)).value(written.value)
      before = written
    })
  })
}

// One event often writes a whole record, so repeats are encoded as one byte.
const writeEvent = (writer: SnapshotWriter, written: Written, before: Written | null): void => {
  const { dot, timestamp, author, note } = written
  if (before && isSameDot(before.dot, dot)) writer.count(0)
  else writer.count(dot.seq).log(dot.log).timestamp(timestamp).text(author).text(note)
}

/** The encoded records. The index is decoded at once, each record on demand. */
export interface RecordsIn {
  readonly index: SnapshotReader
  readonly bodies: (at: number, end: number) => SnapshotReader
  readonly bodiesBytes: number
}

export const coldRecords = (from: RecordsIn): Pick<ColdState, 'tables' | 'record'> => {
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
): ColdRecord => {
  if (!name || at === undefined || end === undefined)
    throw new CodecError('Cannot read a snapshot: it has no such record')
  const reader = bodies(at, end)
  const templates: Written[] = []
  const readSiblings = siblingsReader(reader, templates)
  const registers = reader.list(() => readRegister(reader, name, readSiblings))
  if (!reader.isAtEnd) throw new CodecError('Cannot read a record of a snapshot: bytes are left over')
  return { registers, templates }
}

const readRegister = (
  reader: SnapshotReader,
  { table, key }: { readonly table: string; readonly key: string },
  readSiblings: () => readonly Written[],
): Register => {
  const field = reader.text()
  const group = reader.text()
  const merge = readMerge(reader)
  const siblings = readSiblings()
  return { address: addressOf(table, key, field), table, key, group, field, merge, siblings }
}

const siblingsReader = (reader: SnapshotReader, templates: Written[]): (() => readonly Written[]) => {
  let event: WrittenBy | null = null
  const readWritten = (): Written => {
    event = readEvent(reader, event)
    const isTemplate = reader.flag()
    const value = reader.value()
    const { dot, author, note, timestamp } = event
    const written = { dot, value, canonical: canonicalText(value), author, note, timestamp }
    if (isTemplate) templates.push(written)
    return written
  }
  return () => reader.list(readWritten)
}

/** The fields that all values of one event share. */
type WrittenBy = Pick<Written, 'dot' | 'timestamp' | 'author' | 'note'>

const readEvent = (reader: SnapshotReader, before: WrittenBy | null): WrittenBy => {
  const seq = reader.count()
  if (seq > 0)
    return {
      dot: { seq, log: reader.log() },
      timestamp: reader.timestamp(),
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

/** Encodes which registers hold several values, and which need rules beyond plain fields'. */
export const writeAddresses = (
  writer: SnapshotWriter,
  { plural, ruled }: Pick<StateParts, 'plural' | 'ruled'>,
): void => {
  writer.list(plural, (address) => writeAddress(writer, address))
  writer.list(ruled, ([merge, addresses]) =>
    writer.count(merges.indexOf(merge)).list(addresses, (address) => writeAddress(writer, address)),
  )
}

export const readAddresses = (reader: SnapshotReader): Pick<ColdState, 'plural' | 'ruled'> => ({
  plural: reader.list(() => readAddress(reader)),
  ruled: reader.list(() => [readMerge(reader), reader.list(() => readAddress(reader))] as const),
})

/** Throws CodecError if an address names a missing record. Guards readers of snapshots from untrusted folders. */
export const checkAddresses = ({ tables, record, plural, ruled }: ColdState): void => {
  for (const { address, table, key, field } of [...plural, ...ruled.flatMap(([, addresses]) => addresses)]) {
    const number = tables.get(table)?.get(key)
    const registers = number === undefined ? [] : record(number).registers
    if (!registers.some((register) => register.field === field))
      throw new CodecError(`Cannot read a snapshot: it has no ${address}`)
  }
}

const writeAddress = (writer: SnapshotWriter, { table, key, field }: RegisterAddress): void => {
  writer.text(table).text(key).text(field)
}

const readAddress = (reader: SnapshotReader): RegisterAddress => {
  const table = reader.text()
  const key = reader.text()
  const field = reader.text()
  return { address: addressOf(table, key, field), table, key, field }
}
