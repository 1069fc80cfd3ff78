import { ByteReader } from './byte-reader.ts'
import { ByteWriter } from './byte-writer.ts'
import { isSameBytes } from './event-bytes.ts'
import type { LineId } from './line.ts'
import { type Range, readRangeBody, writeRangeBody } from './range-codec.ts'

/**
 * How much of what was written last is said again beside the heads. With them it stays under TCP's initial window of
 * 14,600 bytes (RFC 6928), so that reading it costs no more round trips than reading a few bytes.
 */
export const newestBytesMax = 8 * 1024

/** A range as it is said beside the heads. Most readers pass over most of them: it is taken apart when it is needed. */
export interface Said {
  readonly line: LineId
  readonly first: number
  readonly last: number
  readonly bytes: Uint8Array
}

/**
 * The ranges that were written into a folder last, oldest first. Whoever looks often finds here all that is new to
 * them, and opens no file of a range. A shortcut and nothing else: each of them lies in `ranges` too.
 */
export type Newest = readonly Said[]

export const sayRange = (range: Range): Said => ({
  line: range.line,
  first: range.first,
  last: range.first + range.events.length - 1,
  bytes: writeRangeBody(new ByteWriter(), range).view(),
})

export const writeNewest = (writer: ByteWriter, newest: Newest): ByteWriter => {
  writer.count(newest.length)
  for (const { line, first, last, bytes } of newest)
    writer.hex(line).count(first).count(last).count(bytes.length).raw(bytes)
  return writer
}

export const readNewest = (reader: ByteReader): Newest => {
  const newest: Said[] = []
  for (let left = reader.count(); left > 0; left -= 1) {
    const line = reader.line()
    const first = reader.count()
    const last = reader.count()
    newest.push({ line, first, last, bytes: reader.raw(reader.count()) })
  }
  return newest
}

/** What lay there and what was written now, without what does not fit any more: the oldest goes first. */
export const joinNewest = (before: Newest, written: Newest): Newest => {
  const all = [...before, ...written.filter((said) => !before.some((other) => isAlike(said, other)))]
  let bytes = 0
  let from = all.length
  for (; from > 0; from -= 1) {
    bytes += (all[from - 1]?.bytes.length ?? 0) + overheadBytesMax
    if (bytes > newestBytesMax) break
  }
  return all.slice(from)
}

/**
 * The stretch of a line from after `have` to `seq`, in pieces; null where not all of it is there. Throws CodecError
 * where a piece is none.
 */
export const stretchOf = (
  newest: Newest,
  line: LineId,
  have: number,
  seq: number,
): readonly Range[] | null => {
  const stretch: Said[] = []
  let reached = have
  for (const said of newest) {
    if (said.line !== line || said.last <= reached || said.first > reached + 1) continue
    stretch.push(said)
    reached = said.last
  }
  return reached >= seq ? stretch.map(({ bytes }) => readRangeBody(new ByteReader(bytes))) : null
}

const isAlike = (a: Said, b: Said): boolean =>
  a.last === b.last && a.first === b.first && a.line === b.line && isSameBytes(a.bytes, b.bytes)

/** The line, three numbers. */
const overheadBytesMax = 8 + 3 * 8
