import { ByteReader, ByteWriter, CodecError, NewerKindError } from '../binary/index.ts'
import type { LogId } from '../identifier/index.ts'
import type { VersionEntry } from '../log/index.ts'
import { fileKinds, type FileRequest, readFileRequest, writeFileRequest } from './file-request.ts'
import { readFront, writeFront } from './message-front.ts'
import { readVersionEntries, writeVersionEntries } from './version-entries.ts'

/** Requests events `first` to `last` of the history whose event `seq` has `hash`. */
export interface Wanted {
  readonly log: LogId
  readonly seq: number
  readonly hash: string
  readonly first: number
  readonly last: number
}

/** Sends and requests events in one round trip. */
export interface ExchangeRequest {
  readonly kind: 'exchange'
  /** Eight hex digits chosen by the client. Messages of one session build on each other. */
  readonly session: string
  /** Starts the session with the etag of the client's versions. */
  readonly begins: { readonly fileId: string; readonly etag: string } | null
  /** Null to ask for nothing. Above 0, the answer may wait this many whole seconds for changes. */
  readonly waitSeconds: number | null
  /** Versions that the batch does not imply: signatures and forked logs. */
  readonly entries: readonly VersionEntry[]
  /** Spans as read by {@link readBatch}. Null if empty. */
  readonly batch: Uint8Array | null
}

export type Request =
  /** Asks for the file's identity, and checks access. */
  | { readonly kind: 'hello' }
  /** Asks for the version vector, unless its etag matches. */
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

// Sized for the payload, so that a document piece is copied once.
const carriedBytes = (request: Request): number => {
  if ('bytes' in request) return request.bytes.length
  return request.kind === 'exchange' ? (request.batch?.length ?? 0) : 0
}

export const isFileRequest = (request: Request): request is FileRequest =>
  fileKinds.some((kind) => kind === request.kind)

const writeOther = (writer: ByteWriter, request: Exclude<Request, FileRequest>): void => {
  if (request.kind === 'exchange') writeExchange(writer, request)
  else if (request.kind === 'heads') writer.hex(request.etag)
  else if (request.kind === 'wanted') writeWanted(writer, request.wanted)
}

/** Throws CodecError if malformed, NewerKindError if from a newer version. */
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
