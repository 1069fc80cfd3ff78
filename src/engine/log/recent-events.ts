import { ByteReader, ByteWriter, CodecError } from '../binary/index.ts'
import type { Range } from '../codec/index.ts'
import { isSameBytes } from '../event/index.ts'
import type { LogId } from '../identifier/index.ts'

/**
 * With the version vector this fits TCP's initial window of 14,600 bytes (RFC 6928): one round trip, like a
 * few bytes.
 */
export const recentEventsBytesMax = 8 * 1024

export interface RecentSpan {
  readonly log: LogId
  readonly first: number
  readonly last: number
  readonly bytes: Uint8Array
}

/**
 * The last events written into a folder, latest first, so that frequent readers open no range file. Each is
 * in `ranges` too. Readers reject spans that do not lead to the hash in the version vector.
 */
export type RecentEvents = readonly RecentSpan[]

export const recentSpanOf = ({ log, first, events }: Range): RecentSpan => {
  const writer = new ByteWriter(events.reduce((sum, { length }) => sum + length + 3, 0))
  for (const event of events) writer.count(event.length).raw(event)
  return { log, first, last: first + events.length - 1, bytes: writer.view() }
}

/** An upper bound of the encoded size. */
export const recentEventsRoomBytes = (recentEvents: RecentEvents): number =>
  recentEvents.reduce((sum, { bytes }) => sum + bytes.length + overheadBytesMax, 0)

export const writeRecentEvents = (writer: ByteWriter, recentEvents: RecentEvents): ByteWriter => {
  for (const { log: logId, first, last, bytes } of recentEvents)
    writer.hex(logId).count(first).count(last).count(bytes.length).raw(bytes)
  return writer
}

/** Reads as far as possible, since the file may be cut off. */
export const readRecentEvents = (reader: ByteReader): RecentEvents => {
  const recentEvents: RecentSpan[] = []
  while (!reader.isAtEnd) {
    const span = orNull(() => readRecentSpan(reader))
    if (!span) break
    recentEvents.push(span)
  }
  return recentEvents
}

/** Puts new spans before old ones, and drops the oldest that no longer fit. */
export const mergeRecentEvents = (now: RecentEvents, before: RecentEvents): RecentEvents => {
  const all = [...now, ...before.filter((span) => !now.some((other) => isAlike(span, other)))]
  let bytes = 0
  const fitting = all.findIndex(
    (span) => (bytes += span.bytes.length + overheadBytesMax) > recentEventsBytesMax,
  )
  return fitting === -1 ? all : all.slice(0, fitting)
}

/** Merges a partial read with the cached tail. Entries past the read are unchanged. */
export const continueRecentEvents = (read: RecentEvents, known: RecentEvents): RecentEvents => {
  const lastRead = read.at(-1)
  const at = lastRead ? known.findIndex((span) => isAlike(span, lastRead)) : -1
  return at === -1 ? read : [...read, ...known.slice(at + 1)]
}

/** Returns null if any event is missing or unreadable. */
export const recentEventsBetween = (
  recentEvents: RecentEvents,
  log: LogId,
  have: number,
  seq: number,
): readonly Uint8Array[] | null => {
  const pieces: RecentSpan[] = []
  for (const span of recentEvents) {
    const wanted = (pieces.at(-1)?.first ?? seq + 1) - 1
    if (wanted <= have) break
    if (span.log === log && span.last === wanted) pieces.push(span)
  }
  const first = pieces.at(-1)?.first ?? seq + 1
  if (first > have + 1) return null
  const events = orNull(() => pieces.reverse().flatMap(eventsOf))
  return events && events.length === seq - first + 1 ? events.slice(have + 1 - first) : null
}

const eventsOf = ({ bytes }: RecentSpan): readonly Uint8Array[] => {
  const reader = new ByteReader(bytes)
  const events: Uint8Array[] = []
  while (!reader.isAtEnd) events.push(reader.raw(reader.count()))
  return events
}

// A partial read ends in a cut-off span every time, so avoids the cost of an error.
const readRecentSpan = (reader: ByteReader): RecentSpan | null => {
  if (reader.left < logIdBytes) return null
  const log = reader.logId()
  const first = reader.count()
  const last = reader.count()
  const length = reader.count()
  return length > reader.left ? null : { log, first, last, bytes: reader.raw(length) }
}

const orNull = <T>(read: () => T): T | null => {
  try {
    return read()
  } catch (trouble) {
    if (trouble instanceof CodecError) return null
    throw trouble
  }
}

const isAlike = (a: RecentSpan, b: RecentSpan): boolean =>
  a === b || (a.last === b.last && a.first === b.first && a.log === b.log && isSameBytes(a.bytes, b.bytes))

const logIdBytes = 8

const overheadBytesMax = logIdBytes + 3 * 8
