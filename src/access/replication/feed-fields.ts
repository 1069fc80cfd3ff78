import { type ByteReader, type ByteWriter, CodecError, NewerKindError } from '../../engine/binary/index.ts'
import type { FactRow, FeedPosition, LoadCursor, StandingFact } from '../ports/index.ts'

/** A centre refuses messages of a newer version. */
export const feedVersion = 1

const chainBytes = 32

export const checkVersion = (version: number): void => {
  if (version !== feedVersion)
    throw new NewerKindError(`Cannot read a message of version ${version}: this is version ${feedVersion}`)
}

export const readChain = (reader: ByteReader): string => reader.hex(chainBytes)

export const writeRow = (writer: ByteWriter, { table, key, value }: FactRow): void => {
  writer
    .text(table)
    .text(key)
    .byte(Number(value !== null))
  if (value !== null) writer.text(value)
}

export const readRow = (reader: ByteReader): FactRow => {
  const table = reader.text()
  const key = reader.text()
  return { table, key, value: readFlag(reader) ? reader.text() : null }
}

export const readFact = (reader: ByteReader): StandingFact => {
  const table = reader.text()
  return { table, key: reader.text(), value: reader.text() }
}

export const writeFeedPosition = (writer: ByteWriter, { centreId, position, chain }: FeedPosition): void => {
  writer.text(centreId).count(position).hex(chain)
}

export const readFeedPosition = (reader: ByteReader): FeedPosition => {
  const centreId = reader.text()
  return { centreId, position: reader.count(), chain: readChain(reader) }
}

export const writeCursor = (writer: ByteWriter, cursor: LoadCursor | null): void => {
  writer.byte(Number(cursor !== null))
  if (cursor) writer.text(cursor.table).text(cursor.key)
}

export const readCursor = (reader: ByteReader): LoadCursor | null => {
  if (!readFlag(reader)) return null
  const table = reader.text()
  return { table, key: reader.text() }
}

export const readFlag = (reader: ByteReader): boolean => {
  const flag = reader.byte()
  if (flag > 1) throw new CodecError(`Cannot read a message: ${flag} is neither yes nor no`)
  return flag === 1
}

// Each entry takes at least a byte, so the remaining length bounds the count.
export const readMany = <T>(reader: ByteReader, read: (from: ByteReader) => T): readonly T[] => {
  const count = reader.count()
  if (count > reader.left) throw new CodecError(`Cannot read ${count} entries: the data ends before`)
  return Array.from({ length: count }, () => read(reader))
}
