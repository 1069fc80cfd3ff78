import { type ByteReader, ByteWriter, CodecError } from '../binary/index.ts'
import type { Compression } from '../ports/index.ts'
import { joinEvents, type Row, type RowShape, splitEvents } from './columns.ts'

/** Below this, naming the columns costs more than they save. */
const eventsMin = 4
/** More is never expanded, and so never compressed either: whoever reads knows what it may cost. */
const expandedBytesMax = 64 * 1024 * 1024

/**
 * The events in columns, compressed, with the lengths of both in front; null where plain bytes are the better way: the
 * events are few, or very many bytes, or some of them are none that this engine knows, or it saves nothing.
 */
export const shortenedColumns = (rows: readonly Row[], compression: Compression): Uint8Array | null => {
  const events = rows.flatMap((row) => row.events)
  const plainBytes = events.reduce((sum, { length }) => sum + length, 0)
  if (events.length < eventsMin || plainBytes > expandedBytesMax) return null
  const body = splitOrNull(rows)
  if (!body || body.length > expandedBytesMax) return null
  const compressed = compression.compress(body)
  if (compressed.length >= plainBytes) return null
  return new ByteWriter(compressed.length + 16).count(plainBytes).count(body.length).raw(compressed).take()
}

/** Throws CodecError where the rest of what is read is nothing that {@link shortenedColumns} makes. */
export const expandColumns = (
  reader: ByteReader,
  rows: readonly RowShape[],
  compression: Compression,
  bytesMax = expandedBytesMax,
): readonly Uint8Array[] => {
  const bytes = reader.count()
  const bodyBytes = reader.count()
  if (Math.max(bytes, bodyBytes) > bytesMax) {
    throw new CodecError(
      `Cannot read a range: expanded it would be more than ${bytesMax} bytes, which nobody writes`,
    )
  }
  const body = compression.expand(reader.raw(reader.left), bodyBytes)
  if (!body) throw new CodecError(`Cannot read a range: it does not expand to the ${bodyBytes} bytes it says`)
  return joinEvents(body, rows, bytes)
}

const splitOrNull = (rows: readonly Row[]): Uint8Array | null => {
  try {
    return splitEvents(rows)
  } catch (trouble) {
    if (trouble instanceof CodecError) return null
    throw trouble
  }
}
