import { ByteReader, ByteWriter, CodecError, NewerKindError } from '../binary/index.ts'
import type { LogId } from '../identifier/index.ts'
import type { Compression, Digest } from '../ports/index.ts'
import { expandColumns, shortenedColumns } from './compressed-columns.ts'

export interface Range {
  readonly log: LogId
  readonly first: number
  readonly previousHash: string
  readonly events: readonly Uint8Array[]
  /** The required hash of the last event, if known from a better source than the range itself. */
  readonly lastHash?: string
}

/** Without compression, ranges are written plain. */
export interface RangePorts {
  readonly digest: Digest
  readonly compression?: Compression
}

/** Version 1 of the format; readers of version 1 can read it. */
const version = 1
const minimumReader = 1
const magic = 'SHKR'
const checksumBytes = 32

/** Names and hashes always cover canonical bytes. */
const codecs = { plain: 0, columns: 1 } as const
type Codec = (typeof codecs)[keyof typeof codecs]

export const encodeRange = (range: Range, { digest, compression }: RangePorts): Uint8Array => {
  const columns = compression ? shortenedColumns([range], compression) : null
  if (!columns) return writeRange(plainWriter(range), range, digest).view()
  const writer = beginRange(new ByteWriter(columns.length + 160), range, codecs.columns).raw(columns)
  return endRange(writer, 0, digest).view()
}

/** Appends a plain range to the bytes already written. */
export const writeRange = (writer: ByteWriter, range: Range, digest: Digest): ByteWriter => {
  const start = writer.length
  beginRange(writer, range, codecs.plain)
  for (const event of range.events) writer.count(event.length).raw(event)
  return endRange(writer, start, digest)
}

const plainWriter = ({ events }: Range): ByteWriter =>
  new ByteWriter(events.reduce((sum, event) => sum + event.length + 3, 128))

const beginRange = (writer: ByteWriter, range: Range, codec: Codec): ByteWriter => {
  for (const unit of magic) writer.byte(unit.charCodeAt(0))
  writer.byte(version).byte(minimumReader).byte(codec)
  return writer.hex(range.log).count(range.first).hex(range.previousHash).count(range.events.length)
}

const endRange = (writer: ByteWriter, start: number, digest: Digest): ByteWriter =>
  writer.hex(digest.sha256Hex(writer.view(start)))

/** Throws CodecError if the bytes are not a range, of a newer format, or damaged anywhere. */
export const decodeRange = (bytes: Uint8Array, { digest, compression }: RangePorts): Range => {
  const reader = checkedReader(bytes, digest)
  const codec = reader.byte()
  const log = reader.logId()
  const first = reader.count()
  if (first === 0) throw new CodecError('Cannot read a range: it begins before the first event')
  const previousHash = reader.hex(32)
  const count = reader.count()
  if (codec === codecs.plain) return { log, first, previousHash, events: readPlain(reader, count) }
  if (codec !== codecs.columns)
    throw new NewerKindError(`Cannot read a range in codec ${codec}: a newer engine is needed`)
  if (!compression) throw new CodecError('Cannot read a range that was compressed: nothing here expands it')
  return { log, first, previousHash, events: expandColumns(reader, [{ log, first, count }], compression) }
}

const checkedReader = (bytes: Uint8Array, digest: Digest): ByteReader => {
  checkPreamble(bytes, magic, minimumReader)
  const end = bytes.length - checksumBytes
  const checksum = end > 0 ? bytes.subarray(end).toHex() : ''
  if (checksum !== digest.sha256Hex(bytes.subarray(0, Math.max(0, end)))) {
    throw new CodecError('Cannot read a range: its checksum does not match, so it is damaged')
  }
  return new ByteReader(bytes, 6, end)
}

const readPlain = (reader: ByteReader, count: number): readonly Uint8Array[] => {
  const events: Uint8Array[] = []
  for (let left = count; left > 0; left -= 1) events.push(reader.raw(reader.count()))
  if (!reader.isAtEnd) throw new CodecError('Cannot read a range: bytes are left over')
  return events
}

/** Every file begins with four letters, the version, and the oldest reader that can read it. */
export const checkPreamble = (bytes: Uint8Array, letters: string, reader: number): void => {
  for (let at = 0; at < letters.length; at += 1) {
    if (bytes[at] === letters.charCodeAt(at)) continue
    throw new CodecError(`Cannot read this as ${letters}: it begins differently`)
  }
  const minimum = bytes[5] ?? 0
  if (minimum > reader || minimum === 0) {
    const Refusal = minimum > reader ? NewerKindError : CodecError
    throw new Refusal(
      `Cannot read ${letters} version ${bytes[4]}: it needs a reader of version ${minimum}, this one is ${reader}`,
    )
  }
}
