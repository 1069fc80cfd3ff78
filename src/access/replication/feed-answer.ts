import { ByteReader, ByteWriter, CodecError } from '../../engine/binary/index.ts'
import type { Compression } from '../../engine/ports/index.ts'
import type { FeedAnswer, PageAnswer, StoreChange } from '../ports/index.ts'
import {
  checkVersion,
  feedVersion,
  readChain,
  readCursor,
  readFact,
  readFlag,
  readMany,
  readFeedPosition,
  readRow,
  writeCursor,
  writeFeedPosition,
  writeRow,
} from './feed-fields.ts'

/** Guards against malicious claims of size. */
export const feedAnswerBytesMax = 16 * 1024 * 1024

/** Smaller answers are not worth compressing. */
const worthCompressingBytes = 256
const answerKinds = ['changes', 'expired', 'elsewhere', 'page', 'unreachable', 'denied'] as const

export const encodeFeedAnswer = (answer: FeedAnswer | PageAnswer, compression: Compression): Uint8Array => {
  const content = new ByteWriter(1024).byte(answerKinds.indexOf(answer.kind))
  writeAnswer(content, answer)
  const plain = content.take()
  const packed = plain.length < worthCompressingBytes ? plain : compression.compress(plain)
  return new ByteWriter(packed.length + 16)
    .byte(feedVersion)
    .byte(packed === plain ? 0 : 1)
    .count(plain.length)
    .raw(packed)
    .take()
}

/** Throws CodecError if malformed, NewerKindError if from a newer version. */
export const decodeFeedAnswer = (bytes: Uint8Array, compression: Compression): FeedAnswer | PageAnswer => {
  const reader = new ByteReader(unpacked(bytes, compression))
  const answer = readAnswer(reader, answerKinds[reader.byte()])
  if (!reader.isAtEnd) throw new CodecError('Cannot read an answer: bytes are left over')
  return answer
}

const unpacked = (bytes: Uint8Array, compression: Compression): Uint8Array => {
  const reader = new ByteReader(bytes)
  checkVersion(reader.byte())
  const isCompressed = readFlag(reader)
  const sizeBytes = reader.count()
  if (sizeBytes > feedAnswerBytesMax)
    throw new CodecError(`Cannot read an answer: it claims to be of ${sizeBytes} bytes`)
  const packed = reader.raw(reader.left)
  const plain = isCompressed ? compression.expand(packed, sizeBytes) : packed
  if (plain?.length !== sizeBytes) throw new CodecError('Cannot read an answer: it is damaged')
  return plain
}

const writeAnswer = (writer: ByteWriter, answer: FeedAnswer | PageAnswer): void => {
  if (answer.kind === 'changes') {
    writer.count(answer.latest).count(answer.changes.length)
    for (const change of answer.changes) writeChange(writer, change)
  } else if (answer.kind === 'expired') writer.count(answer.oldest)
  else if (answer.kind === 'page') writePage(writer, answer)
  else if (answer.kind !== 'elsewhere') writer.text(answer.detail)
}

const readAnswer = (
  reader: ByteReader,
  kind: (typeof answerKinds)[number] | undefined,
): FeedAnswer | PageAnswer => {
  if (kind === 'changes') {
    const latest = reader.count()
    return { kind, latest, changes: readMany(reader, readChange) }
  }
  if (kind === 'expired') return { kind, oldest: reader.count() }
  if (kind === 'elsewhere') return { kind }
  if (kind === 'page') return readPage(reader)
  if (kind === undefined) throw new CodecError('Cannot read an answer: it is of no kind')
  return { kind, detail: reader.text() }
}

const writeChange = (writer: ByteWriter, { position, atMs, by, rows, chain }: StoreChange): void => {
  writer.count(position).count(atMs).text(by).hex(chain).count(rows.length)
  for (const row of rows) writeRow(writer, row)
}

const readChange = (reader: ByteReader): StoreChange => {
  const position = reader.count()
  const atMs = reader.count()
  const by = reader.text()
  const chain = readChain(reader)
  return { position, atMs, by, chain, rows: readMany(reader, readRow) }
}

const writePage = (writer: ByteWriter, page: Extract<PageAnswer, { kind: 'page' }>): void => {
  writeFeedPosition(writer.text(page.centre), page.place)
  writeCursor(writer, page.after)
  writer.byte(Number(page.isLast)).count(page.facts.length)
  for (const { table, key, value } of page.facts) writer.text(table).text(key).text(value)
}

const readPage = (reader: ByteReader): PageAnswer => {
  const centre = reader.text()
  const feedPosition = readFeedPosition(reader)
  const after = readCursor(reader)
  const isLast = readFlag(reader)
  return { kind: 'page', centre, place: feedPosition, after, isLast, facts: readMany(reader, readFact) }
}
