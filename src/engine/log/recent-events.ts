import { ByteReader, ByteWriter, CodecError } from '../binary/index.ts'
import type { Range } from '../codec/index.ts'
import { isSameBytes } from '../event/index.ts'
import type { LogId } from '../identifier/index.ts'

/**
 * How much of what was written last is said again beside the heads. With them it stays under TCP's initial window of
 * 14,600 bytes (RFC 6928), so that reading all of it costs no more round trips than reading a few bytes.
 */
export const recentEventsBytesMax = 8 * 1024

/** Some events of one line as they are said beside the heads: taken apart only by those who lack them. */
export interface RecentSpan {
  readonly log: LogId
  readonly first: number
  readonly last: number
  readonly bytes: Uint8Array
}

/**
 * What was written into a folder last, the latest first: whoever looks often reads the first of it, and opens no file
 * of a range. A shortcut and nothing else. Each of them lies in `ranges` too, and none is believed whose line does
 * not end in the hash that the heads name.
 */
export type RecentEvents = readonly RecentSpan[]

export const recentSpanOf = ({ log, first, events }: Range): RecentSpan => {
  const writer = new ByteWriter(events.reduce((sum, { length }) => sum + length + 3, 0))
  for (const event of events) writer.count(event.length).raw(event)
  return { log, first, last: first + events.length - 1, bytes: writer.view() }
}

/** What it takes at most to write it. */
export const recentEventsRoomBytes = (recentEvents: RecentEvents): number =>
  recentEvents.reduce((sum, { bytes }) => sum + bytes.length + overheadBytesMax, 0)

export const writeRecentEvents = (writer: ByteWriter, recentEvents: RecentEvents): ByteWriter => {
  for (const { log: logId, first, last, bytes } of recentEvents)
    writer.hex(logId).count(first).count(last).count(bytes.length).raw(bytes)
  return writer
}

/** As far as it can be read: the file may have been read in part. */
export const readRecentEvents = (reader: ByteReader): RecentEvents => {
  const recentEvents: RecentSpan[] = []
  while (!reader.isAtEnd) {
    const span = orNull(() => readRecentSpan(reader))
    if (!span) break
    recentEvents.push(span)
  }
  return recentEvents
}

/** What is said now, and then what was said before, without what does not fit any more. */
export const mergeRecentEvents = (now: RecentEvents, before: RecentEvents): RecentEvents => {
  const all = [...now, ...before.filter((span) => !now.some((other) => isAlike(span, other)))]
  let bytes = 0
  const fitting = all.findIndex(
    (span) => (bytes += span.bytes.length + overheadBytesMax) > recentEventsBytesMax,
  )
  return fitting === -1 ? all : all.slice(0, fitting)
}

/** What was read of it now, followed by what is known of it from before: what was not read again lies there still. */
export const continueRecentEvents = (read: RecentEvents, known: RecentEvents): RecentEvents => {
  const lastRead = read.at(-1)
  const at = lastRead ? known.findIndex((span) => isAlike(span, lastRead)) : -1
  return at === -1 ? read : [...read, ...known.slice(at + 1)]
}

/** The events of a line after `have` and up to `seq`; null where not all of them are there, or cannot be read. */
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

// Whoever reads in part comes upon a piece that is cut off each time: no place for an error and its stack.
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

/** The line, and three numbers. */
const overheadBytesMax = logIdBytes + 3 * 8
