import type { ByteReader } from './byte-reader.ts'
import { ByteWriter } from './byte-writer.ts'
import type { LineId } from './line.ts'
import { type Range, readRangeBody, writeRangeBody } from './range-codec.ts'

/**
 * How much of what was written last is said again beside the heads. With them it stays under TCP's initial window of
 * 14,600 bytes (RFC 6928), so that reading it costs no more round trips than reading a few bytes.
 */
export const newestBytesMax = 8 * 1024

/**
 * The ranges that were written into a folder last, oldest first. Whoever looks often finds here all that is new to
 * them, and opens no file of a range. A shortcut and nothing else: each of them lies in `ranges` too.
 */
export type Newest = readonly Range[]

export const writeNewest = (writer: ByteWriter, newest: Newest): ByteWriter => {
  writer.count(newest.length)
  for (const range of newest) writeRangeBody(writer, range)
  return writer
}

export const readNewest = (reader: ByteReader): Newest => {
  const newest: Range[] = []
  for (let left = reader.count(); left > 0; left -= 1) newest.push(readRangeBody(reader))
  return newest
}

/** What lay there and what was written now, without what does not fit any more: the oldest goes first. */
export const joinNewest = (before: Newest, written: Newest): Newest => {
  const said = new Set(before.map(nameOf))
  const all = [...before, ...written.filter((range) => !said.has(nameOf(range)))]
  let bytes = 0
  let from = all.length
  for (; from > 0; from -= 1) {
    bytes += roomOf(all[from - 1])
    if (bytes > newestBytesMax) break
  }
  return all.slice(from)
}

/** The stretch of a line from after `have` to `seq`, in pieces; null where not all of it is there. */
export const stretchOf = (newest: Newest, line: LineId, have: number, seq: number): Newest | null => {
  const stretch: Range[] = []
  let reached = have
  for (const range of newest) {
    const last = range.first + range.events.length - 1
    if (range.line !== line || last <= reached || range.first > reached + 1) continue
    stretch.push(range)
    reached = last
  }
  return reached >= seq ? stretch : null
}

const nameOf = ({ line, first, previousHash, events }: Range): string =>
  `${line} ${first} ${events.length} ${previousHash}`

/** At most, since numbers of up to eight bytes are mostly shorter. */
const rangeBytesMax = 8 + 8 + 32 + 8

const roomOf = (range: Range | undefined): number =>
  range ? range.events.reduce((sum, { length }) => sum + length + 3, rangeBytesMax) : 0
