import { type ByteReader, type ByteWriter, NewerKindError } from '../binary/index.ts'

/** A receiver refuses messages of a newer version. */
const messageVersion = 1
const kindBits = 5

/** First byte of a message: the version, and the kind in the lower five bits. */
export const writeFront = (writer: ByteWriter, kind: number): ByteWriter =>
  writer.byte((messageVersion << kindBits) | kind)

/** Returns the kind. Throws NewerKindError if the message has another version. */
export const readFront = (reader: ByteReader, what: 'a request' | 'an answer'): number => {
  const front = reader.byte()
  const version = front >> kindBits
  if (version !== messageVersion)
    throw new NewerKindError(`Cannot read ${what} of version ${version}: this is version ${messageVersion}`)
  return front & ((1 << kindBits) - 1)
}
