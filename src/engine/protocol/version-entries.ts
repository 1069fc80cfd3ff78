import { type ByteReader, type ByteWriter, CodecError } from '../binary/index.ts'
import type { LogId } from '../identifier/index.ts'
import {
  endsIn,
  type VersionVector,
  type VersionEntry,
  readSignedHead,
  sortedEntries,
  withEnds,
  writeSignedHead,
} from '../log/index.ts'
import type { Digest } from '../ports/index.ts'

/** Writes the ends of all histories. Omits block names, which matter only in folders. */
export const writeVersionEntries = (writer: ByteWriter, entries: readonly VersionEntry[]): void => {
  const ends = entries.flatMap(endsIn)
  writer.count(ends.length)
  for (const { log: logId, seq, hash, signed } of ends) {
    writer.hex(logId).count(seq).hex(hash)
    writeSignedHead(writer, signed, { seq, hash })
  }
}

/** Merges the entries of each log. They must be adjacent. */
export const readVersionEntries = (reader: ByteReader): readonly VersionEntry[] => {
  const ends = new Map<LogId, VersionEntry[]>()
  for (let left = reader.count(); left > 0; left -= 1) {
    const logId = reader.logId()
    const seq = reader.count()
    if (seq === 0)
      throw new CodecError(`Cannot read a version vector in a message: log ${logId} has no event`)
    const hash = reader.hex(32)
    const end = { log: logId, seq, hash, blockEnds: [], signed: readSignedHead(reader, { seq, hash }) }
    const others = ends.get(logId)
    if (others) others.push(end)
    else ends.set(logId, [end])
  }
  return [...ends.values()].map(withEnds)
}

const etagDigits = 32

/**
 * Hash over versions and signatures, as 32 hex digits. A copy can state its versions by it without
 * remembering earlier messages.
 */
export const heldEtag = (versions: VersionVector, digest: Digest): string => {
  const stream = digest.sha256Stream()
  const encoder = new TextEncoder()
  for (const { log: logId, seq, hash, signed } of sortedEntries(versions).flatMap(endsIn))
    stream.update(encoder.encode(`${logId} ${seq} ${hash} ${signed?.signature ?? ''}\n`))
  return stream.hex().slice(0, etagDigits)
}
