import { ByteReader, ByteWriter, CodecError, NewerKindError } from '../binary/index.ts'
import type { VersionEntry } from '../log/index.ts'
import type { ShareAnswer } from '../ports/index.ts'
import { type FileValue, readFileAnswer, writeFileAnswer } from './file-request.ts'
import { readFront, writeFront } from './message-front.ts'
import { readRefusal, type Refusal, writeRefusal } from './refusal.ts'
import { readVersionEntries, writeVersionEntries } from './version-entries.ts'

export interface ExchangeAnswer {
  readonly kind: 'exchange'
  /**
   * False if the etag was unknown. Then `entries` holds the whole version vector, and the client requests
   * events itself.
   */
  readonly isBaseKnown: boolean
  /** The answer was full, so the client should ask again. */
  readonly hasMore: boolean
  readonly entries: readonly VersionEntry[]
  readonly batch: Uint8Array | null
}

export type Answer =
  | { readonly kind: 'refusal'; readonly refusal: Refusal }
  | { readonly kind: 'hello'; readonly fileId: string; readonly fileName: string }
  /** Null if the client's etag matches. */
  | { readonly kind: 'heads'; readonly entries: readonly VersionEntry[] | null }
  | ExchangeAnswer
  | { readonly kind: 'wanted'; readonly batch: Uint8Array }
  | { readonly kind: 'file'; readonly answer: ShareAnswer<FileValue> }

const kinds = ['exchange', 'refusal', 'hello', 'heads', 'wanted', 'file'] as const
const flags = { baseKnown: 1, more: 2, entries: 4, batch: 8 } as const

export const encodeAnswer = (answer: Answer): Uint8Array => {
  const writer = writeFront(new ByteWriter(256), kinds.indexOf(answer.kind))
  switch (answer.kind) {
    case 'refusal':
      writeRefusal(writer, answer.refusal)
      break
    case 'hello':
      writer.text(answer.fileId).text(answer.fileName)
      break
    case 'heads':
      if (answer.entries) writeVersionEntries(writer.byte(1), answer.entries)
      else writer.byte(0)
      break
    case 'exchange':
      writeExchange(writer, answer)
      break
    case 'wanted':
      writer.raw(answer.batch)
      break
    case 'file':
      writeFileAnswer(writer, answer.answer)
      break
  }
  return writer.take()
}

/** Throws CodecError if malformed, NewerKindError if from a newer version. */
export const decodeAnswer = (bytes: Uint8Array): Answer => {
  const reader = new ByteReader(bytes)
  const answer = readKind(reader, kinds[readFront(reader, 'an answer')])
  if (!reader.isAtEnd) throw new CodecError('Cannot read an answer: bytes are left over')
  return answer
}

const readKind = (reader: ByteReader, kind: (typeof kinds)[number] | undefined): Answer => {
  switch (kind) {
    case 'refusal':
      return { kind, refusal: readRefusal(reader) }
    case 'hello':
      return { kind, fileId: reader.text(), fileName: reader.text() }
    case 'heads':
      return { kind, entries: reader.byte() === 0 ? null : readVersionEntries(reader) }
    case 'exchange':
      return readExchange(reader)
    case 'wanted':
      return { kind, batch: reader.raw(reader.left) }
    case 'file':
      return { kind, answer: readFileAnswer(reader) }
    case undefined:
      throw new NewerKindError('Cannot read an answer: it is of a kind that a newer program knows')
  }
}

const writeExchange = (writer: ByteWriter, answer: ExchangeAnswer): void => {
  const { isBaseKnown, hasMore, entries, batch } = answer
  writer.byte(
    (isBaseKnown ? flags.baseKnown : 0) |
      (hasMore ? flags.more : 0) |
      (entries.length > 0 ? flags.entries : 0) |
      (batch ? flags.batch : 0),
  )
  if (entries.length > 0) writeVersionEntries(writer, entries)
  if (batch) writer.raw(batch)
}

const readExchange = (reader: ByteReader): ExchangeAnswer => {
  const flag = reader.byte()
  const has = (bit: number): boolean => (flag & bit) !== 0
  if (flag > 15) throw new CodecError('Cannot read an answer: it says more than this version knows')
  return {
    kind: 'exchange',
    isBaseKnown: has(flags.baseKnown),
    hasMore: has(flags.more),
    entries: has(flags.entries) ? readVersionEntries(reader) : [],
    batch: has(flags.batch) ? reader.raw(reader.left) : null,
  }
}
