import { ByteReader, ByteWriter, CodecError, NewerKindError } from '../binary/index.ts'
import type { LogId } from '../identifier/index.ts'
import type { VersionEntry } from '../log/index.ts'
import { fileKinds, type FileRequest, readFileRequest, writeFileRequest } from './file-request.ts'
import { readFront, writeFront } from './message-front.ts'
import { readVersionEntries, writeVersionEntries } from './version-entries.ts'

/** Events of one history of a line that somebody lacks: those from `first` to `last`, of the one that ends in `hash`. */
export interface Wanted {
  readonly log: LogId
  readonly seq: number
  readonly hash: string
  readonly first: number
  readonly last: number
}

/** Brings what the server lacks and asks what it has beyond that, in one round trip. */
export interface ExchangeRequest {
  readonly kind: 'exchange'
  /** Eight digits that the client chose. What was said in a session need not be said again. */
  readonly session: string
  /** Where the session begins: of which file the copy is, and the mark of what it holds. */
  readonly begins: { readonly fileId: string; readonly etag: string } | null
  /** Null where nothing is asked. Above 0, the answer may wait so long for news, in whole seconds. */
  readonly waitSeconds: number | null
  /** Heads that the batch alone does not say: signed ones, and those of lines with several histories. */
  readonly entries: readonly VersionEntry[]
  /** Stretches as {@link readBatch} reads them; null where nothing is brought. */
  readonly batch: Uint8Array | null
}

export type Request =
  /** Which file it is, and whether the one who asks may have it. */
  | { readonly kind: 'hello' }
  /** The heads alone, unless they have that mark. */
  | { readonly kind: 'heads'; readonly etag: string }
  | { readonly kind: 'wanted'; readonly wanted: readonly Wanted[] }
  | ExchangeRequest
  | FileRequest

const kinds = ['exchange', 'hello', 'heads', 'wanted'] as const
const fileKindsFrom = 16
const sessionBytes = 4
const etagBytes = 16
const flags = { begins: 1, asks: 2, waits: 4, entries: 8, batch: 16 } as const

export const encodeRequest = (request: Request): Uint8Array => {
  const writer = new ByteWriter(256 + carriedBytes(request))
  if (isFileRequest(request))
    writeFileRequest(writeFront(writer, fileKindsFrom + fileKinds.indexOf(request.kind)), request)
  else writeOther(writeFront(writer, kinds.indexOf(request.kind)), request)
  return writer.view()
}

// A piece of a document is most of its message, and is copied once.
const carriedBytes = (request: Request): number => {
  if ('bytes' in request) return request.bytes.length
  return request.kind === 'exchange' ? (request.batch?.length ?? 0) : 0
}

/** Whether it is about the folder behind the server, and not about lines. */
export const isFileRequest = (request: Request): request is FileRequest =>
  fileKinds.some((kind) => kind === request.kind)

const writeOther = (writer: ByteWriter, request: Exclude<Request, FileRequest>): void => {
  if (request.kind === 'exchange') writeExchange(writer, request)
  else if (request.kind === 'heads') writer.hex(request.etag)
  else if (request.kind === 'wanted') writeWanted(writer, request.wanted)
}

/** Throws CodecError where it is none, NewerKindError where it is of a newer version. */
export const decodeRequest = (bytes: Uint8Array): Request => {
  const reader = new ByteReader(bytes)
  const request = readKind(reader, readFront(reader, 'a request'))
  if (!reader.isAtEnd) throw new CodecError('Cannot read a request: bytes are left over')
  return request
}

const readKind = (reader: ByteReader, code: number): Request => {
  const fileKind = fileKinds[code - fileKindsFrom]
  if (fileKind) return readFileRequest(reader, fileKind)
  const kind = kinds[code]
  if (!kind) throw new NewerKindError(`Cannot read a request of kind ${code}: a newer program is needed`)
  switch (kind) {
    case 'exchange':
      return readExchange(reader)
    case 'hello':
      return { kind: 'hello' }
    case 'heads':
      return { kind: 'heads', etag: reader.hex(etagBytes) }
    case 'wanted':
      return { kind: 'wanted', wanted: readWanted(reader) }
  }
}

const writeExchange = (writer: ByteWriter, request: ExchangeRequest): void => {
  const { session, begins, waitSeconds, entries, batch } = request
  const isWaiting = waitSeconds !== null && waitSeconds > 0
  writer
    .hex(session)
    .byte(
      (begins ? flags.begins : 0) |
        (waitSeconds === null ? 0 : flags.asks) |
        (isWaiting ? flags.waits : 0) |
        (entries.length > 0 ? flags.entries : 0) |
        (batch ? flags.batch : 0),
    )
  if (begins) writer.text(begins.fileId).hex(begins.etag)
  if (isWaiting) writer.count(waitSeconds)
  if (entries.length > 0) writeVersionEntries(writer, entries)
  if (batch) writer.raw(batch)
}

const readExchange = (reader: ByteReader): ExchangeRequest => {
  const session = reader.hex(sessionBytes)
  const flag = reader.byte()
  const has = (bit: number): boolean => (flag & bit) !== 0
  if (flag > 31) throw new NewerKindError('Cannot read a request: it says more than this version knows')
  const begins = has(flags.begins) ? { fileId: reader.text(), etag: reader.hex(etagBytes) } : null
  const waitSeconds = has(flags.waits) ? reader.count() : 0
  const entries = has(flags.entries) ? readVersionEntries(reader) : []
  const batch = has(flags.batch) ? reader.raw(reader.left) : null
  return {
    kind: 'exchange',
    session,
    begins,
    waitSeconds: has(flags.asks) ? waitSeconds : null,
    entries,
    batch,
  }
}

const writeWanted = (writer: ByteWriter, wanted: readonly Wanted[]): void => {
  writer.count(wanted.length)
  for (const { log: logId, seq, hash, first, last } of wanted)
    writer.hex(logId).count(seq).hex(hash).count(first).count(last)
}

const readWanted = (reader: ByteReader): readonly Wanted[] => {
  const wanted: Wanted[] = []
  for (let left = reader.count(); left > 0; left -= 1) {
    const [logId, seq, hash] = [reader.logId(), reader.count(), reader.hex(32)]
    const [first, last] = [reader.count(), reader.count()]
    if (first === 0 || last < first || last > seq)
      throw new CodecError(`Cannot read a request: it wants ${first} to ${last} of ${seq} events`)
    wanted.push({ log: logId, seq, hash, first, last })
  }
  return wanted
}
