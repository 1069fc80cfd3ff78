import { ByteReader, ByteWriter, CodecError } from '../binary/index.ts'
import type { LogId } from '../identifier/index.ts'

/** How far a line is signed: the writer's word that its event at `seq` has that hash, which covers all before it. */
export interface SignedHead {
  readonly seq: number
  readonly hash: string
  /** As hexadecimal digits. */
  readonly signature: string
}

const signatureBytes = 64
const hashBytes = 32

/** A line's head, beside which its signature is written. */
interface LogHead {
  readonly seq: number
  readonly hash: string
}

/** With its length in front, which is 0 where nothing is signed. The hash is left out where it is the head's own. */
export const writeSignedHead = (writer: ByteWriter, signed: SignedHead | null, head: LogHead): void => {
  writer.sized(() => {
    if (!signed) return
    writer.count(signed.seq)
    if (signed.seq !== head.seq || signed.hash !== head.hash) writer.hex(signed.hash)
    writer.hex(signed.signature)
  })
}

/** Throws CodecError where it is none. */
export const readSignedHead = (reader: ByteReader, head: LogHead): SignedHead | null => {
  const bytes = reader.raw(reader.count())
  if (bytes.length === 0) return null
  const own = new ByteReader(bytes)
  const seq = own.count()
  if (seq === 0 || seq > head.seq)
    throw new CodecError(`Cannot read a signature of event ${seq} beside a head at ${head.seq}`)
  const isOfHead = seq === head.seq && own.left === signatureBytes
  const hash = isOfHead ? head.hash : own.hex(hashBytes)
  if (!isOfHead && seq === head.seq && hash === head.hash)
    throw new CodecError('Cannot read a signature: it says again which hash its head has')
  const signature = own.hex(signatureBytes)
  if (!own.isAtEnd) throw new CodecError('Cannot read a signature: bytes are left over')
  return { seq, hash, signature }
}

/** The further one; of two at one place the one with the greater hash, so that every folder joins them alike. */
export const furtherSigned = (a: SignedHead | null, b: SignedHead | null): SignedHead | null => {
  if (!a || !b) return a ?? b
  if (a.seq !== b.seq) return a.seq > b.seq ? a : b
  return a.hash >= b.hash ? a : b
}

/** What is signed. It begins with words of its own, so that no other signature of the same key can stand for it. */
export const signedMessage = (fileId: string, log: LogId, { seq, hash }: LogHead): Uint8Array =>
  new ByteWriter().text('shakedown head').text(fileId).hex(log).count(seq).hex(hash).take()
