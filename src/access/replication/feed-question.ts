import { ByteReader, ByteWriter, CodecError } from '../../engine/binary/index.ts'
import type { FeedPosition, LoadCursor } from '../ports/index.ts'
import {
  checkVersion,
  feedVersion,
  readCursor,
  readFeedPosition,
  writeCursor,
  writeFeedPosition,
} from './feed-fields.ts'

export type FeedQuestion =
  | { readonly kind: 'changes'; readonly after: FeedPosition; readonly changesMax: number }
  | { readonly kind: 'page'; readonly after: LoadCursor | null; readonly factsMax: number }

export const encodeFeedQuestion = (question: FeedQuestion): Uint8Array => {
  const writer = new ByteWriter(128).byte(feedVersion)
  if (question.kind === 'changes') {
    writeFeedPosition(writer.byte(0), question.after)
    return writer.count(question.changesMax).take()
  }
  writeCursor(writer.byte(1), question.after)
  return writer.count(question.factsMax).take()
}

/** Throws CodecError if malformed, NewerKindError if from a newer version. */
export const decodeFeedQuestion = (bytes: Uint8Array): FeedQuestion => {
  const reader = new ByteReader(bytes)
  checkVersion(reader.byte())
  const question = readQuestion(reader, reader.byte())
  if (!reader.isAtEnd) throw new CodecError('Cannot read a question: bytes are left over')
  return question
}

const readQuestion = (reader: ByteReader, code: number): FeedQuestion => {
  if (code === 0) return { kind: 'changes', after: readFeedPosition(reader), changesMax: reader.count() }
  if (code === 1) return { kind: 'page', after: readCursor(reader), factsMax: reader.count() }
  throw new CodecError(`Cannot read a question: there is no kind ${code}`)
}
