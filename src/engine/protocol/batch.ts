import { ByteReader, ByteWriter, CodecError } from '../binary/index.ts'
import { expandColumns, shortenedColumns } from '../codec/index.ts'
import type { LogId } from '../identifier/index.ts'
import { readDelta, writeDelta } from './delta-batch.ts'
import { type BatchSide, checkBytes, prover, type ReadingSide, type Span } from './span.ts'

/** Up to this size, delta encoding beats compression. */
const deltaBytesMax = 4 * 1024
/** Guards against decompression bombs. */
export const expandedBytesMax = 16 * 1024 * 1024
const forms = { plain: 0, columns: 1, delta: 2 } as const
/** A body starts with a number: the form in the two lowest bits, and above them a count for that form. */
const formCount = 4

/** Encodes few events as deltas against the session, and more as compressed columns shared by all logs. */
export const writeBatch = (writer: ByteWriter, spans: readonly Span[], side: BatchSide): void => {
  const plainBytes = spans.reduce((sum, { events }) => sum + sizeOf(events), 0)
  if (side.context && plainBytes <= deltaBytesMax && !spans.some(({ isForked }) => isForked)) {
    const { bits, bytes } = writeDelta(spans, side.context, side.hashStart)
    writer
      .count(bits.length * formCount + forms.delta)
      .raw(bits)
      .raw(bytes)
    side.context.passed(plainBytes)
    return
  }
  const columns = side.compression ? shortenedColumns(spans, side.compression) : null
  writer.count(spans.length * formCount + (columns ? forms.columns : forms.plain))
  for (const span of spans) writeHeader(writer, span)
  if (columns) writer.raw(columns)
  else for (const event of spans.flatMap(({ events }) => events)) writer.count(event.length).raw(event)
}

/** Reads to the end. Throws CodecError if malformed or if a span does not continue the local log. */
export const readBatch = (reader: ByteReader, side: ReadingSide): readonly Span[] => {
  const front = reader.count()
  const form = front % formCount
  const length = Math.floor(front / formCount)
  if (form === forms.delta) {
    const { context } = side
    if (!context) throw new CodecError('Cannot read a message: it is a delta outside of a session')
    const delta = { bits: reader.raw(length), bytes: reader.raw(reader.left) }
    const read = readDelta(delta, { ...side, context })
    context.passed(read.reduce((sum, { events }) => sum + sizeOf(events), 0))
    return read
  }
  if (form > forms.delta) throw new CodecError(`Cannot read a message: form ${form} is of a newer program`)
  const headers = Array.from({ length: checkedCount(length, reader) }, () => readHeader(reader))
  return readFull(reader, headers, { ...side, ...(form === forms.plain && { compression: undefined }) })
}

// Each header takes bytes, so the remaining length bounds a claimed count.
const checkedCount = (count: number, { left }: ByteReader): number => {
  if (count > left) throw new CodecError(`Cannot read a message: ${count} spans are not there`)
  return count
}

const readFull = (reader: ByteReader, headers: readonly Header[], side: ReadingSide): readonly Span[] => {
  const { compression } = side
  const events = compression
    ? expandColumns(reader, headers, compression, expandedBytesMax)
    : readPlain(reader, headers)
  const proved = prover(side)
  let at = 0
  return headers.map((header) => {
    const own = events.slice(at, (at += header.count))
    return proved({ ...header, events: own, isForked: header.previousHash !== null })
  })
}

interface Header {
  readonly log: LogId
  readonly first: number
  readonly count: number
  readonly previousHash: string | null
  readonly check: string
}

const writeHeader = (writer: ByteWriter, span: Span): void => {
  const { log: logId, first, events, previousHash, lastHash, isForked } = span
  writer.hex(logId).count(first).count(events.length).byte(Number(isForked))
  if (isForked) writer.hex(previousHash)
  writer.hex(lastHash.slice(0, 2 * checkBytes))
}

const readHeader = (reader: ByteReader): Header => {
  const logId = reader.logId()
  const first = reader.count()
  const count = reader.count()
  if (first === 0 || count === 0) throw new CodecError('Cannot read a message: it has a span of nothing')
  const previousHash = reader.byte() === 0 ? null : reader.hex(32)
  return { log: logId, first, count, previousHash, check: reader.hex(checkBytes) }
}

const readPlain = (reader: ByteReader, headers: readonly Header[]): readonly Uint8Array[] => {
  const events: Uint8Array[] = []
  for (const { count } of headers)
    for (let left = count; left > 0; left -= 1) events.push(reader.raw(reader.count()))
  if (!reader.isAtEnd) throw new CodecError('Cannot read a message: bytes are left over')
  return events
}

const sizeOf = (events: readonly Uint8Array[]): number => events.reduce((sum, { length }) => sum + length, 0)
