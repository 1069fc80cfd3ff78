import { type ByteReader, ByteWriter, CodecError } from '../binary/index.ts'
import type { Compression } from '../ports/index.ts'
import { joinEvents, type Row, type RowShape, splitEvents } from './columns.ts'

/** Below this, the column headers cost more than they save. */
const eventsMin = 4
/** Readers refuse to expand more, to bound their memory, so writers never compress more. */
const expandedBytesMax = 64 * 1024 * 1024

/**
 * Prefixes the compressed columns with both lengths. Returns null if plain bytes are better: for few events, too many
 * bytes, unknown kinds of event, or no saving.
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

/** Throws CodecError if the remaining bytes are not the output of {@link shortenedColumns}. */
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
