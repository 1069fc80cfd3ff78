import { ByteReader, ByteWriter, CodecError } from '../binary/index.ts'
import { expandColumns, shortenedColumns } from '../codec/index.ts'
import type { LineId } from '../identifier/index.ts'
import { readBrief, writeBrief } from './brief-batch.ts'
import { type BatchSide, checkBytes, prover, type ReadingSide, type Stretch } from './stretch.ts'

/** Up to here what was foretold is worth more than what compression finds. */
const briefBytesMax = 4 * 1024
/** What somebody sends in one message is made of no more, however small it came. */
export const expandedBytesMax = 16 * 1024 * 1024
const forms = { plain: 0, columns: 1, brief: 2 } as const
/** A body begins with a number: how much of its form follows, and the form in its two lowest bits. */
const formCount = 4

/**
 * Stretches of many lines in one body: a few events as what differs from what the session carried before, more of them
 * in columns that all lines share, compressed.
 */
export const writeBatch = (writer: ByteWriter, stretches: readonly Stretch[], side: BatchSide): void => {
  const plainBytes = stretches.reduce((sum, { events }) => sum + sizeOf(events), 0)
  if (side.context && plainBytes <= briefBytesMax && !stretches.some(({ isSplit }) => isSplit)) {
    const { bits, bytes } = writeBrief(stretches, side.context, side.hashStart)
    writer
      .count(bits.length * formCount + forms.brief)
      .raw(bits)
      .raw(bytes)
    side.context.passed(plainBytes)
    return
  }
  const columns = side.compression ? shortenedColumns(stretches, side.compression) : null
  writer.count(stretches.length * formCount + (columns ? forms.columns : forms.plain))
  for (const stretch of stretches) writeHeader(writer, stretch)
  if (columns) writer.raw(columns)
  else for (const event of stretches.flatMap(({ events }) => events)) writer.count(event.length).raw(event)
}

/** Reads to the end. Throws CodecError where it makes no sense, or does not continue what is here. */
export const readBatch = (reader: ByteReader, side: ReadingSide): readonly Stretch[] => {
  const front = reader.count()
  const form = front % formCount
  const length = Math.floor(front / formCount)
  if (form === forms.brief) {
    const { context } = side
    if (!context) throw new CodecError('Cannot read a message: it is brief outside of a session')
    const brief = { bits: reader.raw(length), bytes: reader.raw(reader.left) }
    const read = readBrief(brief, { ...side, context })
    context.passed(read.reduce((sum, { events }) => sum + sizeOf(events), 0))
    return read
  }
  if (form > forms.brief) throw new CodecError(`Cannot read a message: form ${form} is of a newer program`)
  const headers = Array.from({ length: checkedCount(length, reader) }, () => readHeader(reader))
  return readFull(reader, headers, { ...side, ...(form === forms.plain && { compression: undefined }) })
}

// A header has some bytes: more of them than that are not there, whatever the number claims.
const checkedCount = (count: number, { left }: ByteReader): number => {
  if (count > left) throw new CodecError(`Cannot read a message: ${count} stretches are not there`)
  return count
}

const readFull = (reader: ByteReader, headers: readonly Header[], side: ReadingSide): readonly Stretch[] => {
  const { compression } = side
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
