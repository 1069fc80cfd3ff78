import { ByteReader, CodecError } from '../event/byte-reader.ts'
import { ByteWriter } from '../event/byte-writer.ts'
import { expandColumns, shortenedColumns } from '../event/compressed-columns.ts'
import type { LineId } from '../event/line.ts'
import type { Compression } from '../ports/compression.ts'
import { readBrief, writeBrief } from './brief-batch.ts'
import { type BatchSide, checkBytes, prover, type ReadingSide, type Stretch } from './stretch.ts'

/** Up to here what was foretold is worth more than what compression finds. */
const briefBytesMax = 4 * 1024
/** What somebody sends in one message is made of no more, however small it came. */
export const expandedBytesMax = 16 * 1024 * 1024
const forms = { plain: 0, columns: 1, brief: 2 } as const

/**
 * Stretches of many lines in one body: a few events as what differs from what the session carried before, more of them
 * in columns that all lines share, compressed.
 */
export const writeBatch = (writer: ByteWriter, stretches: readonly Stretch[], side: BatchSide): void => {
  const plainBytes = stretches.reduce((sum, { events }) => sum + sizeOf(events), 0)
  if (side.context && plainBytes <= briefBytesMax && !stretches.some(({ isSplit }) => isSplit)) {
    writer.byte(forms.brief).raw(writeBrief(stretches, side.context, side.hashStart))
    side.context.passed(plainBytes)
    return
  }
  const columns = side.compression ? shortenedColumns(stretches, side.compression) : null
  writer.byte(columns ? forms.columns : forms.plain).count(stretches.length)
  for (const stretch of stretches) writeHeader(writer, stretch)
  if (columns) writer.raw(columns)
  else for (const event of stretches.flatMap(({ events }) => events)) writer.count(event.length).raw(event)
}

/** Reads to the end. Throws CodecError where it makes no sense, or does not continue what is here. */
export const readBatch = (reader: ByteReader, side: ReadingSide): readonly Stretch[] => {
  const form = reader.byte()
  if (form === forms.brief) {
    const { context } = side
    if (!context) throw new CodecError('Cannot read a message: it is brief outside of a session')
    const read = readBrief(reader.raw(reader.left), { ...side, context })
    context.passed(read.reduce((sum, { events }) => sum + sizeOf(events), 0))
    return read
  }
  if (form > forms.brief) throw new CodecError(`Cannot read a message: form ${form} is of a newer program`)
  return readFull(reader, form === forms.columns ? side.compression : undefined, side)
}

const readFull = (
  reader: ByteReader,
  compression: Compression | undefined,
  side: ReadingSide,
): readonly Stretch[] => {
  const headers: Header[] = []
  for (let left = reader.count(); left > 0; left -= 1) headers.push(readHeader(reader))
  const events = compression
    ? expandColumns(reader, headers, compression, expandedBytesMax)
    : readPlain(reader, headers)
  const proved = prover(side)
  let at = 0
  return headers.map((header) => {
    const own = events.slice(at, (at += header.count))
    return proved({ ...header, events: own, isSplit: header.previousHash !== null })
  })
}

interface Header {
  readonly line: LineId
  readonly first: number
  readonly count: number
  readonly previousHash: string | null
  readonly check: string
}

const writeHeader = (writer: ByteWriter, stretch: Stretch): void => {
  const { line, first, events, previousHash, lastHash, isSplit } = stretch
  writer.hex(line).count(first).count(events.length).byte(Number(isSplit))
  if (isSplit) writer.hex(previousHash)
  writer.hex(lastHash.slice(0, 2 * checkBytes))
}

const readHeader = (reader: ByteReader): Header => {
  const line = reader.line()
  const first = reader.count()
  const count = reader.count()
  if (first === 0 || count === 0) throw new CodecError('Cannot read a message: it has a stretch of nothing')
  const previousHash = reader.byte() === 0 ? null : reader.hex(32)
  return { line, first, count, previousHash, check: reader.hex(checkBytes) }
}

const readPlain = (reader: ByteReader, headers: readonly Header[]): readonly Uint8Array[] => {
  const events: Uint8Array[] = []
  for (const { count } of headers)
    for (let left = count; left > 0; left -= 1) events.push(reader.raw(reader.count()))
  if (!reader.isAtEnd) throw new CodecError('Cannot read a message: bytes are left over')
  return events
}

const sizeOf = (events: readonly Uint8Array[]): number => events.reduce((sum, { length }) => sum + length, 0)
