import type { Digest } from '../ports/digest.ts'
import { ByteReader, CodecError } from './byte-reader.ts'
import { ByteWriter } from './byte-writer.ts'
import type { LineId } from './line.ts'

/** Some events of one line in a row, as canonical bytes, with the hash of the event before the first. */
export interface Range {
  readonly line: LineId
  readonly first: number
  readonly previousHash: string
  readonly events: readonly Uint8Array[]
  /** What its last event's hash must be, where that is known from a better source than the range itself. */
  readonly lastHash?: string
}

/** Version 1 of the format; readers of version 1 can read it. */
const version = 1
const minimumReader = 1
const plain = 0
const magic = 'SHKR'
const checksumBytes = 32

export const encodeRange = (range: Range, digest: Digest): Uint8Array => {
  const writer = new ByteWriter(range.events.reduce((sum, event) => sum + event.length + 3, 128))
  return writeRange(writer, range, digest).view()
}

/** The same, after what was written already. */
export const writeRange = (writer: ByteWriter, range: Range, digest: Digest): ByteWriter => {
  const start = writer.length
  for (const unit of magic) writer.byte(unit.charCodeAt(0))
  writer.byte(version).byte(minimumReader).byte(plain)
  writer.hex(range.line).count(range.first).hex(range.previousHash).count(range.events.length)
  for (const event of range.events) writer.count(event.length).raw(event)
  return writer.hex(digest.sha256Hex(writer.view(start)))
}

/** Throws CodecError, saying why, where the bytes are no range, of a newer format, or damaged anywhere. */
export const decodeRange = (bytes: Uint8Array, digest: Digest): Range => {
  checkPreamble(bytes, magic, minimumReader)
  const end = bytes.length - checksumBytes
  const checksum = end > 0 ? bytes.subarray(end).toHex() : ''
  if (checksum !== digest.sha256Hex(bytes.subarray(0, Math.max(0, end)))) {
    throw new CodecError('Cannot read a range: its checksum does not match, so it is damaged')
  }
  const reader = new ByteReader(bytes, 6, end)
  const codec = reader.byte()
  if (codec !== plain) throw new CodecError(`Cannot read a range in codec ${codec}: a newer engine is needed`)
  const line = reader.line()
  const first = reader.count()
  const previousHash = reader.hex(32)
  const events: Uint8Array[] = []
  for (let left = reader.count(); left > 0; left -= 1) events.push(reader.raw(reader.count()))
  if (!reader.isAtEnd) throw new CodecError('Cannot read a range: bytes are left over')
  return { line, first, previousHash, events }
}

/** The first six bytes of all our files: four letters, the version, and the oldest reader that can read it. */
export const checkPreamble = (bytes: Uint8Array, letters: string, reader: number): void => {
  for (let at = 0; at < letters.length; at += 1) {
    if (bytes[at] === letters.charCodeAt(at)) continue
    throw new CodecError(`Cannot read this as ${letters}: it begins differently`)
  }
  const minimum = bytes[5] ?? 0
  if (minimum > reader || minimum === 0) {
    throw new CodecError(
      `Cannot read ${letters} version ${bytes[4]}: it needs a reader of version ${minimum}, this one is ${reader}`,
    )
  }
}
