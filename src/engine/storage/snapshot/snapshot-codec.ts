import { ByteReader, ByteWriter, CodecError, NewerKindError } from '../../binary/index.ts'
import { checkPreamble, type RangePorts } from '../../codec/index.ts'
import { readBeside, writeBeside } from './file-codec.ts'
import { logsBytes, readLogs } from './logs-codec.ts'
import { NumbersIn, NumbersOut } from './numbered.ts'
import { coldRecords, writeRecords } from './records-codec.ts'
import { readSignatures, signaturesBytes } from './signatures-codec.ts'
import { SnapshotReader, SnapshotWriter } from './snapshot-flow.ts'
import type { Snapshot, SnapshotParts } from './snapshot.ts'
import { readRest, writeRest } from './state-codec.ts'
import { coldTimestamps, writeTimestamps } from './timestamps-codec.ts'

/** Version 1, readable by readers of version 1. Others replay the events instead. */
const version = 1
const minimumReader = 1
const magic = 'SHKS'
const checksumBytes = 32
const preambleBytes = 6

const codecs = { plain: 0, compressed: 1 } as const
/** The most that is decompressed, and so the most that is compressed. */
const expandedBytesMax = 64 * 1024 * 1024

const sections = ['numbers', 'logs', 'signatures', 'index', 'records', 'timestamps', 'rest'] as const
type Sections = Readonly<Record<(typeof sections)[number], Uint8Array>>

/** Encodes a snapshot, ending in the SHA-256 of all before it. */
export const encodeSnapshot = (parts: SnapshotParts, { digest, compression }: RangePorts): Uint8Array => {
  const body = bodyOf(parts)
  const short = compression && body.length <= expandedBytesMax ? compression.compress(body) : null
  const writer = new ByteWriter((short ?? body).length + 64)
  for (const unit of magic) writer.byte(unit.charCodeAt(0))
  writer
    .byte(version)
    .byte(minimumReader)
    .byte(short ? codecs.compressed : codecs.plain)
  writer.count(body.length).raw(short ?? body)
  return writer.hex(digest.sha256Hex(writer.view())).view()
}

/** Returns the checksum at a snapshot's end, which names it, or null if too short. */
export const snapshotChecksum = (bytes: Uint8Array): string | null =>
  bytes.length < checksumBytes ? null : bytes.subarray(bytes.length - checksumBytes).toHex()

/**
 * Decodes a snapshot; records, timestamps and rows of logs follow on demand. Throws CodecError if malformed, damaged
 * or from a newer format.
 */
export const decodeSnapshot = (bytes: Uint8Array, ports: RangePorts): Snapshot => {
  checkPreamble(bytes, magic, minimumReader)
  const end = bytes.length - checksumBytes
  if (end < preambleBytes || snapshotChecksum(bytes) !== ports.digest.sha256Hex(bytes.subarray(0, end)))
    throw new CodecError('Cannot read a snapshot: its checksum does not match, so it is damaged')
  const reader = new ByteReader(bytes, preambleBytes, end)
  const codec = reader.byte()
  const sizeBytes = reader.count()
  return snapshotIn(expanded(reader.raw(reader.left), { codec, sizeBytes }, ports))
}

const expanded = (
  bytes: Uint8Array,
  { codec, sizeBytes }: { readonly codec: number; readonly sizeBytes: number },
  { compression }: RangePorts,
): Uint8Array => {
  if (codec === codecs.plain && bytes.length === sizeBytes) return bytes
  if (codec !== codecs.plain && codec !== codecs.compressed)
    throw new NewerKindError(`Cannot read a snapshot in codec ${codec}: a newer engine is needed`)
  if (codec === codecs.plain || sizeBytes > expandedBytesMax)
    throw new CodecError(`Cannot read a snapshot: its body does not have ${sizeBytes} bytes`)
  if (!compression)
    throw new CodecError('Cannot read a snapshot that was compressed: this platform cannot decompress it')
  const body = compression.expand(bytes, sizeBytes)
  if (!body) throw new CodecError('Cannot read a snapshot: its compressed body is damaged')
  return body
}

const bodyOf = (parts: SnapshotParts): Uint8Array => {
  const { fileId, logId, events, histories, cuts, signatures } = parts
  const all: Sections = {
    ...foldedSections(parts),
    logs: logsBytes(histories, cuts),
    signatures: signaturesBytes(signatures),
  }
  const body = new ByteWriter(4096).text(fileId).hex(logId).count(events)
  for (const name of sections) body.count(all[name].length)
  for (const name of sections) body.raw(all[name])
  return body.view()
}

const foldedSections = ({ file, writer }: SnapshotParts): Omit<Sections, 'logs' | 'signatures'> => {
  const numbers = new NumbersOut()
  const index = new SnapshotWriter(numbers)
  const records = new SnapshotWriter(numbers)
  const timestamps = new SnapshotWriter(numbers)
  const rest = new SnapshotWriter(numbers)
  writeRecords({ index, bodies: records }, file.state)
  writeTimestamps(timestamps, file.state.timestamps, numbers)
  writeRest(rest, file.state)
  writeBeside(rest, file)
  rest
    .list(writer.mentioned, ([logId, seq]) => rest.dot({ log: logId, seq }))
    .timestamp(writer.ownTimestamp)
    .timestamp(writer.adoptedTimestamp)
  return {
    index: index.view(),
    records: records.view(),
    timestamps: timestamps.view(),
    rest: rest.view(),
    // Last, since every section adds numbers.
    numbers: numbers.bytes(),
  }
}

const snapshotIn = (body: Uint8Array): Snapshot => {
  const reader = new ByteReader(body)
  const of = { fileId: reader.text(), logId: reader.logId(), events: reader.count() }
  const part = sectionsIn(reader)
  const numbers = new NumbersIn(part.numbers)
  const within =
    (bytes: Uint8Array) =>
    (at?: number, end?: number): SnapshotReader =>
      new SnapshotReader(bytes, numbers, at, end)
  const index = within(part.index)()
  const records = coldRecords({ index, bodies: within(part.records), bodiesBytes: part.records.length })
  const timestamps = coldTimestamps(within(part.timestamps)(), within(part.timestamps))
  const rest = within(part.rest)()
  const state = { ...records, timestamps, ...readRest(rest) }
  const file = { state, ...readBeside(rest) }
  const mentioned = rest.list(() => [rest.log(), rest.count()] as const)
  const writer = { mentioned, ownTimestamp: rest.timestamp(), adoptedTimestamp: rest.timestamp() }
  if (!rest.isAtEnd) throw new CodecError('Cannot read a snapshot: bytes are left over')
  return { ...of, file, log: readLogs(part.logs), writer, signatures: readSignatures(part.signatures) }
}

const sectionsIn = (reader: ByteReader): Sections => {
  const sizes = sections.map(() => reader.count())
  const found = sections.map((name, index) => [name, reader.raw(sizes[index] ?? 0)] as const)
  if (!reader.isAtEnd) throw new CodecError('Cannot read a snapshot: bytes are left over')
  return Object.fromEntries(found) as Sections
}
