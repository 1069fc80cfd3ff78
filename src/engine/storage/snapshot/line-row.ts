import { ByteReader, ByteWriter, CodecError } from '../../binary/index.ts'
import type { LineId } from '../../identifier/index.ts'
import {
  blockEventsMax,
  type Branch,
  type BranchParts,
  type HeadsEntry,
  type LineRow,
  namedBlocks,
  type SideParts,
} from '../../log/index.ts'

const hashBytes = 32
const startBytes = 8

/** Whether a branch can be a row until somebody asks for it: one history, and all of it folded. */
const canRest = ({ id, log, parent, children, appliedSeq, toldSeq, limit, sides }: Branch): boolean =>
  parent === null &&
  children.length === 0 &&
  log.line === id &&
  appliedSeq === log.seq &&
  toldSeq === log.seq &&
  appliedSeq <= limit &&
  sides.size === 0

export const rowOf = (branch: Branch): LineRow => {
  const { id, log } = branch
  const isResting = canRest(branch)
  const writer = new ByteWriter().hex(log.hash)
  for (const start of log.headsEntry().blockEnds) writer.hex(start)
  for (let seq = blockEventsMax; seq <= log.seq; seq += blockEventsMax) writer.hex(log.hashAt(seq))
  writer.count(Number.isFinite(branch.limit) ? branch.limit + 1 : 0)
  if (!isResting) writeAwake(writer, branch)
  return { id, seq: log.seq, isResting, bytes: writer.take() }
}

const writeAwake = (writer: ByteWriter, branch: Branch): void => {
  const { log, parent, from, appliedSeq, toldSeq, sides } = branch
  writer.hex(log.line).byte(parent ? 1 : 0)
  if (parent) writer.hex(parent.id)
  writer.count(from).count(appliedSeq).count(toldSeq).count(sides.size)
  for (const [split, { side, since }] of sides) writer.hex(split).hex(side.id).count(since)
}

export const writeRow = (writer: ByteWriter, { id, seq, isResting, bytes }: LineRow): void => {
  writer
    .hex(id)
    .count(seq)
    .byte(isResting ? 1 : 0)
    .count(bytes.length)
    .raw(bytes)
}

export const readRow = (reader: ByteReader): LineRow => {
  const id = reader.line()
  const seq = reader.count()
  const flag = reader.byte()
  if (flag > 1) throw new CodecError(`Cannot read a line of a snapshot with a flag of ${flag}`)
  const bytes = reader.raw(reader.count())
  const hashes = hashBytes + namedBlocks(seq).length * startBytes + fullBlocks(seq) * hashBytes
  if (bytes.length <= hashes) throw new CodecError(`Cannot read line ${id} of a snapshot: it is too short`)
  return { id, seq, isResting: flag === 1, bytes }
}

/** The line's entry among heads, as it was written down. */
export const headOfRow = ({ id, seq, bytes }: LineRow): HeadsEntry => {
  const reader = new ByteReader(bytes)
  const hash = reader.hex(hashBytes)
  const blockEnds = namedBlocks(seq).map(() => reader.hex(startBytes))
  return { line: id, seq, hash, blockEnds, signed: null }
}

/** Throws CodecError where the row is none. */
export const partsOfRow = (row: LineRow): BranchParts => {
  const { id, seq, isResting, bytes } = row
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
  const folded = isResting ? restingAt(id, seq) : readAwake(reader)
  if (!reader.isAtEnd) throw new CodecError(`Cannot read line ${id} of a snapshot: bytes are left over`)
  return { id, seq, hash, blockEnds, fullEnd, limit, ...folded }
}

type Folded = Pick<BranchParts, 'line' | 'parent' | 'from' | 'appliedSeq' | 'toldSeq' | 'sides'>

const restingAt = (line: LineId, seq: number): Folded => ({
  line,
  parent: null,
  from: 0,
  appliedSeq: seq,
  toldSeq: seq,
  sides: [],
})

const readAwake = (reader: ByteReader): Folded => {
  const line = reader.line()
  const flag = reader.byte()
  if (flag > 1) throw new CodecError(`Cannot read line ${line} of a snapshot with a flag of ${flag}`)
  const parent = flag === 1 ? reader.line() : null
  const from = reader.count()
  const appliedSeq = reader.count()
  const toldSeq = reader.count()
  const sides: SideParts[] = []
  for (let left = reader.count(); left > 0; left -= 1)
    sides.push({ split: reader.line(), side: reader.line(), since: reader.count() })
  return { line, parent, from, appliedSeq, toldSeq, sides }
}

const fullBlocks = (seq: number): number => Math.floor(seq / blockEventsMax)
