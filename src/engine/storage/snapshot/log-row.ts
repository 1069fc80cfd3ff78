import { ByteReader, ByteWriter, CodecError } from '../../binary/index.ts'
import type { LogId } from '../../identifier/index.ts'
import {
  blockEventsMax,
  type History,
  type HistoryParts,
  type VersionEntry,
  type LogRow,
  namedBlocks,
  type SideParts,
} from '../../log/index.ts'

const hashBytes = 32
const startBytes = 8

/** Returns whether a history can stay an undecoded row: it is the log's only one and fully folded. */
const canBeCold = ({ id, log, parent, children, appliedSeq, emittedSeq, limit, sides }: History): boolean =>
  parent === null &&
  children.length === 0 &&
  log.id === id &&
  appliedSeq === log.seq &&
  emittedSeq === log.seq &&
  appliedSeq <= limit &&
  sides.size === 0

export const rowOf = (history: History): LogRow => {
  const { id, log } = history
  const isCold = canBeCold(history)
  const writer = new ByteWriter().hex(log.hash)
  for (const start of log.versionEntry().blockEnds) writer.hex(start)
  for (let seq = blockEventsMax; seq <= log.seq; seq += blockEventsMax) writer.hex(log.hashAt(seq))
  writer.count(Number.isFinite(history.limit) ? history.limit + 1 : 0)
  if (!isCold) writeLoaded(writer, history)
  return { id, seq: log.seq, isCold, bytes: writer.take() }
}

const writeLoaded = (writer: ByteWriter, history: History): void => {
  const { log, parent, from, appliedSeq, emittedSeq, sides } = history
  writer.hex(log.id).byte(parent ? 1 : 0)
  if (parent) writer.hex(parent.id)
  writer.count(from).count(appliedSeq).count(emittedSeq).count(sides.size)
  for (const [split, { side, since }] of sides) writer.hex(split).hex(side.id).count(since)
}

export const writeRow = (writer: ByteWriter, { id, seq, isCold, bytes }: LogRow): void => {
  writer
    .hex(id)
    .count(seq)
    .byte(isCold ? 1 : 0)
    .count(bytes.length)
    .raw(bytes)
}

export const readRow = (reader: ByteReader): LogRow => {
  const id = reader.logId()
  const seq = reader.count()
  const flag = reader.byte()
  if (flag > 1) throw new CodecError(`Cannot read a log of a snapshot with a flag of ${flag}`)
  const bytes = reader.raw(reader.count())
  const hashes = hashBytes + namedBlocks(seq).length * startBytes + fullBlocks(seq) * hashBytes
  if (bytes.length <= hashes) throw new CodecError(`Cannot read log ${id} of a snapshot: it is too short`)
  return { id, seq, isCold: flag === 1, bytes }
}

/** The log's version vector entry, as of the snapshot. */
export const versionEntryOfRow = ({ id, seq, bytes }: LogRow): VersionEntry => {
  const reader = new ByteReader(bytes)
  const hash = reader.hex(hashBytes)
  const blockEnds = namedBlocks(seq).map(() => reader.hex(startBytes))
  return { log: id, seq, hash, blockEnds, signed: null }
}

/** Throws CodecError if malformed. */
export const partsOfRow = (row: LogRow): HistoryParts => {
  const { id, seq, isCold, bytes } = row
  const reader = new ByteReader(bytes)
  const hash = reader.hex(hashBytes)
  const blockEnds = namedBlocks(seq).map(() => reader.hex(startBytes))
  const endsAt = reader.skip(fullBlocks(seq) * hashBytes)
  const fullEnd = (index: number): string => {
    const at = endsAt + index * hashBytes
    return bytes.subarray(at, at + hashBytes).toHex()
  }
  const limited = reader.count()
  const limit = limited === 0 ? Number.POSITIVE_INFINITY : limited - 1
  const folded = isCold ? coldAt(id, seq) : readLoaded(reader)
  if (!reader.isAtEnd) throw new CodecError(`Cannot read log ${id} of a snapshot: bytes are left over`)
  return { id, seq, hash, blockEnds, fullEnd, limit, ...folded }
}

type Folded = Pick<HistoryParts, 'log' | 'parent' | 'from' | 'appliedSeq' | 'emittedSeq' | 'sides'>

const coldAt = (logId: LogId, seq: number): Folded => ({
  log: logId,
  parent: null,
  from: 0,
  appliedSeq: seq,
  emittedSeq: seq,
  sides: [],
})

const readLoaded = (reader: ByteReader): Folded => {
  const logId = reader.logId()
  const flag = reader.byte()
  if (flag > 1) throw new CodecError(`Cannot read log ${logId} of a snapshot with a flag of ${flag}`)
  const parent = flag === 1 ? reader.logId() : null
  const from = reader.count()
  const appliedSeq = reader.count()
  const emittedSeq = reader.count()
  const sides: SideParts[] = []
  for (let left = reader.count(); left > 0; left -= 1)
    sides.push({ fork: reader.logId(), side: reader.logId(), since: reader.count() })
  return { log: logId, parent, from, appliedSeq, emittedSeq, sides }
}

const fullBlocks = (seq: number): number => Math.floor(seq / blockEventsMax)
