import { type ByteReader, type ByteWriter, NewerKindError } from '../binary/index.ts'

/** Version 1 of the messages. Who is asked in a newer one refuses, and says so. */
const messageVersion = 1
const kindBits = 5

/** The first byte of a message: its version, and in the lower five bits of which kind it is. */
export const writeFront = (writer: ByteWriter, kind: number): ByteWriter =>
  writer.byte((messageVersion << kindBits) | kind)

/** The kind. Throws NewerKindError where the message is of another version. */
export const readFront = (reader: ByteReader, what: 'a request' | 'an answer'): number => {
  const front = reader.byte()
  const version = front >> kindBits
  if (version !== messageVersion)
    throw new NewerKindError(`Cannot read ${what} of version ${version}: this is version ${messageVersion}`)
  return front & ((1 << kindBits) - 1)
}
