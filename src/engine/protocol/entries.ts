import { type ByteReader, type ByteWriter, CodecError } from '../binary/index.ts'
import type { LineId } from '../identifier/index.ts'
import {
  endsIn,
  type Heads,
  type HeadsEntry,
  readSignedHead,
  sortedEntries,
  withEnds,
  writeSignedHead,
} from '../log/index.ts'
import type { Digest } from '../ports/index.ts'

/** Ends of lines' histories as messages say them: without the names of files, which only folders have. */
export const writeEntries = (writer: ByteWriter, entries: readonly HeadsEntry[]): void => {
  const ends = entries.flatMap(endsIn)
  writer.count(ends.length)
  for (const { line, seq, hash, signed } of ends) {
    writer.hex(line).count(seq).hex(hash)
    writeSignedHead(writer, signed, { seq, hash })
  }
}

/** One entry a line; those of one line must stand together. */
export const readEntries = (reader: ByteReader): readonly HeadsEntry[] => {
  const ends = new Map<LineId, HeadsEntry[]>()
  for (let left = reader.count(); left > 0; left -= 1) {
    const line = reader.line()
    const seq = reader.count()
    if (seq === 0) throw new CodecError(`Cannot read heads in a message: line ${line} has no event`)
    const hash = reader.hex(32)
    const end = { line, seq, hash, blockEnds: [], signed: readSignedHead(reader, { seq, hash }) }
    const others = ends.get(line)
    if (others) others.push(end)
    else ends.set(line, [end])
  }
  return [...ends.values()].map(withEnds)
}

const markDigits = 32

/**
 * 32 digits that are the same wherever the same is known of the same lines, and as much of it is signed: by them a copy
 * says in one word what it has, and needs to remember nothing of what it was told before.
 */
export const heldMark = (heads: Heads, digest: Digest): string => {
  const stream = digest.sha256Stream()
  const encoder = new TextEncoder()
  for (const { line, seq, hash, signed } of sortedEntries(heads).flatMap(endsIn))
    stream.update(encoder.encode(`${line} ${seq} ${hash} ${signed?.signature ?? ''}\n`))
  return stream.hex().slice(0, markDigits)
}
