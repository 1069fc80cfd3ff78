import { ByteReader, ByteWriter, CodecError } from '../../binary/index.ts'
import type { LineId } from '../../identifier/index.ts'
import type {
  BranchParts,
  Cut,
  HeadsEntry,
  Histories,
  LineRow,
  RestingLines,
  RestingLog,
} from '../../log/index.ts'
import { headOfRow, partsOfRow, readRow, rowOf, writeRow } from './line-row.ts'

/** All lines, and who was abandoned where. What rests is copied as it lies, and is not looked at. */
export const linesBytes = (histories: Histories, cuts: readonly Cut[]): Uint8Array => {
  const resting = histories.resting?.lines().flatMap((line) => histories.resting?.row(line) ?? []) ?? []
  // A line that somebody only named lies in no folder, and begins anew when something of it comes.
  const begun = histories.awake().filter(({ log, children }) => log.seq > 0 || children.length > 0)
  const rows = [...begun.map(rowOf), ...resting].sort((a, b) => (a.id < b.id ? -1 : 1))
  const writer = new ByteWriter(4096).count(rows.length)
  for (const row of rows) writeRow(writer, row)
  writer.count(cuts.length)
  for (const { line, seq, hash } of cuts) writer.hex(line).count(seq).hex(hash)
  return writer.view()
}

class RestingRows implements RestingLines {
  readonly #rows: Map<LineId, LineRow>
  #lines: readonly LineId[] | null = null

  constructor(rows: readonly LineRow[]) {
    this.#rows = new Map(rows.map((row) => [row.id, row]))
  }

  lines(): readonly LineId[] {
    this.#lines ??= [...this.#rows.keys()]
    return this.#lines
  }

  seqOf(line: LineId): number {
    return this.#rows.get(line)?.seq ?? 0
  }

  row(line: LineId): LineRow | null {
    return this.#rows.get(line) ?? null
  }

  head(line: LineId): HeadsEntry | null {
    const row = this.#rows.get(line)
    return row ? headOfRow(row) : null
  }

  parts(line: LineId): BranchParts | null {
    const row = this.#rows.get(line)
    return row ? partsOfRow(row) : null
  }

  wake(line: LineId): BranchParts | null {
    const parts = this.parts(line)
    if (this.#rows.delete(line)) this.#lines = null
    return parts
  }
}

/** Throws CodecError where the bytes are no lines. */
export const readLines = (bytes: Uint8Array): RestingLog => {
  const reader = new ByteReader(bytes)
  const rows: LineRow[] = []
  for (let left = reader.count(); left > 0; left -= 1) {
    const row = readRow(reader)
    if ((rows.at(-1)?.id ?? '') >= row.id)
      throw new CodecError('Cannot read a snapshot: its lines are out of order')
    rows.push(row)
  }
  const cuts: Cut[] = []
  for (let left = reader.count(); left > 0; left -= 1)
    cuts.push({ line: reader.line(), seq: reader.count(), hash: reader.hex(32) })
  if (!reader.isAtEnd) throw new CodecError('Cannot read the lines of a snapshot: bytes are left over')
  const awake = rows.filter(({ isResting }) => !isResting).map(partsOfRow)
  const resting = new RestingRows(rows.filter(({ isResting }) => isResting))
  return { resting, awake: parentsFirst(awake), cuts }
}

const parentsFirst = (branches: readonly BranchParts[]): readonly BranchParts[] => {
  const sorted: BranchParts[] = []
  const placed = new Set<LineId>()
  for (let before = -1; before !== sorted.length;) {
    before = sorted.length
    for (const branch of branches) {
      if (placed.has(branch.id) || (branch.parent !== null && !placed.has(branch.parent))) continue
      sorted.push(branch)
      placed.add(branch.id)
    }
  }
  if (sorted.length !== branches.length)
    throw new CodecError('Cannot read a snapshot: a history parts from one that is not there')
  return sorted
}
