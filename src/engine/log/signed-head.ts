import { ByteReader, ByteWriter, CodecError } from '../binary/index.ts'
import type { LogId } from '../identifier/index.ts'

/** The writer attests the hash of its event at `seq`, which covers everything before it. */
export interface SignedHead {
  readonly seq: number
  readonly hash: string
  /** As hexadecimal digits. */
  readonly signature: string
}

const signatureBytes = 64
const hashBytes = 32

interface LogHead {
  readonly seq: number
  readonly hash: string
}

/** Prefixed with its length, 0 if unsigned. Omits the hash if it is the head's own. */
export const writeSignedHead = (writer: ByteWriter, signed: SignedHead | null, head: LogHead): void => {
  writer.sized(() => {
    if (!signed) return
    writer.count(signed.seq)
    if (signed.seq !== head.seq || signed.hash !== head.hash) writer.hex(signed.hash)
    writer.hex(signed.signature)
  })
}

/** Throws CodecError if malformed. */
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

/** Prefers the further one, then the greater hash, so every folder joins them alike. */
export const furtherSigned = (a: SignedHead | null, b: SignedHead | null): SignedHead | null => {
  if (!a || !b) return a ?? b
  if (a.seq !== b.seq) return a.seq > b.seq ? a : b
  return a.hash >= b.hash ? a : b
}

/** Its own prefix keeps other signatures by the same key from standing for it. */
export const signedMessage = (fileId: string, log: LogId, { seq, hash }: LogHead): Uint8Array =>
  new ByteWriter().text('shakedown head').text(fileId).hex(log).count(seq).hex(hash).take()
