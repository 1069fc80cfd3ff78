import { ByteReader, ByteWriter, CodecError, type Names } from '../binary/index.ts'
import type { LogId } from '../identifier/index.ts'
import type { HlcTimestamp } from './hlc-timestamp.ts'
import { type Op, readOp, writeOp } from './op.ts'

/** A log that moved since the writer's previous event, and how far. */
export interface Dep {
  readonly log: LogId
  readonly seq: number
  /** 8 hexadecimal digits: enough to tell the branches of a forked log apart. */
  readonly hashStart: string
}

/** One atomic addition to a copy's log. The event does not contain its position. */
export interface Event {
  readonly timestamp: HlcTimestamp
  readonly author: string
  /** Opaque to the engine. */
  readonly note: string
  /** The causal past, together with the log's earlier events. */
  readonly deps: readonly Dep[]
  readonly ops: readonly Op[]
}

/** `writer` lends its memory to callers that encode many. */
export const encodeEvent = (event: Event, writer = new ByteWriter()): Uint8Array => {
  writer.clear()
  writer.count(event.timestamp.ms).count(event.timestamp.count).text(event.author).text(event.note)
  writer.count(event.deps.length)
  for (const dep of event.deps) writer.hex(dep.log).count(dep.seq).hex(dep.hashStart)
  writer.count(event.ops.length)
  for (const op of event.ops) writeOp(writer, op)
  return writer.take()
}

/** Throws CodecError if the bytes are not an event. `names` interns texts that repeat. */
export const decodeEvent = (bytes: Uint8Array, names: Names | null = null): Event => {
  const reader = new ByteReader(bytes, 0, bytes.length, names)
  const timestamp = { ms: reader.count(), count: reader.count() }
  const author = reader.name()
  const note = reader.text()
  const deps: Dep[] = []
  for (let left = reader.count(); left > 0; left -= 1) {
    deps.push({ log: reader.logId(), seq: reader.count(), hashStart: reader.hashStart() })
  }
  const ops: Op[] = []
  for (let left = reader.count(); left > 0; left -= 1) ops.push(readOp(reader))
  if (!reader.isAtEnd)
    throw new CodecError(`Cannot read an event: ${bytes.length - reader.at} bytes are left over`)
  return { timestamp, author, note, deps, ops }
}
