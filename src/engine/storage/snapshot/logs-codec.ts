import { ByteReader, ByteWriter, CodecError } from '../../binary/index.ts'
import type { LogId } from '../../identifier/index.ts'
import type {
  HistoryParts,
  Cut,
  VersionEntry,
  Histories,
  LogRow,
  ColdLogs,
  SavedLogs,
} from '../../log/index.ts'
import { versionEntryOfRow, partsOfRow, readRow, rowOf, writeRow } from './log-row.ts'

export const logsBytes = (histories: Histories, cuts: readonly Cut[]): Uint8Array => {
  const cold = histories.cold?.logs().flatMap((logId) => histories.cold?.row(logId) ?? []) ?? []
  // Omits logs that were only mentioned: they have no folder, and start when an event arrives.
  const loaded = histories.loaded().filter(({ log, children }) => log.seq > 0 || children.length > 0)
  const rows = [...loaded.map(rowOf), ...cold].sort((a, b) => (a.id < b.id ? -1 : 1))
  const writer = new ByteWriter(4096).count(rows.length)
  for (const row of rows) writeRow(writer, row)
  writer.count(cuts.length)
  for (const { log: logId, seq, hash } of cuts) writer.hex(logId).count(seq).hex(hash)
  return writer.view()
}

class ColdRows implements ColdLogs {
  readonly #rows: Map<LogId, LogRow>
  #logIds: readonly LogId[] | null = null

  constructor(rows: readonly LogRow[]) {
    this.#rows = new Map(rows.map((row) => [row.id, row]))
  }

  logs(): readonly LogId[] {
    this.#logIds ??= [...this.#rows.keys()]
    return this.#logIds
  }

  seqOf(logId: LogId): number {
    return this.#rows.get(logId)?.seq ?? 0
  }

  row(logId: LogId): LogRow | null {
    return this.#rows.get(logId) ?? null
  }

  entry(logId: LogId): VersionEntry | null {
    const row = this.#rows.get(logId)
    return row ? versionEntryOfRow(row) : null
  }

  parts(logId: LogId): HistoryParts | null {
    const row = this.#rows.get(logId)
    return row ? partsOfRow(row) : null
  }

  load(logId: LogId): HistoryParts | null {
    const parts = this.parts(logId)
    if (this.#rows.delete(logId)) this.#logIds = null
    return parts
  }
}

/** Throws CodecError if malformed. */
export const readLogs = (bytes: Uint8Array): SavedLogs => {
  const reader = new ByteReader(bytes)
  const rows: LogRow[] = []
  for (let left = reader.count(); left > 0; left -= 1) {
    const row = readRow(reader)
    if ((rows.at(-1)?.id ?? '') >= row.id)
      throw new CodecError('Cannot read a snapshot: its logs are out of order')
    rows.push(row)
  }
  const cuts: Cut[] = []
  for (let left = reader.count(); left > 0; left -= 1)
    cuts.push({ log: reader.logId(), seq: reader.count(), hash: reader.hex(32) })
  if (!reader.isAtEnd) throw new CodecError('Cannot read the logs of a snapshot: bytes are left over')
  const loaded = rows.filter(({ isCold }) => !isCold).map(partsOfRow)
  const cold = new ColdRows(rows.filter(({ isCold }) => isCold))
  return { cold, loaded: parentsFirst(loaded), cuts }
}

const parentsFirst = (histories: readonly HistoryParts[]): readonly HistoryParts[] => {
  const sorted: HistoryParts[] = []
  const placed = new Set<LogId>()
  for (let before = -1; before !== sorted.length;) {
    before = sorted.length
    for (const history of histories) {
      if (placed.has(history.id) || (history.parent !== null && !placed.has(history.parent))) continue
      sorted.push(history)
      placed.add(history.id)
    }
  }
  if (sorted.length !== histories.length)
    throw new CodecError('Cannot read a snapshot: a history parts from one that is not there')
  return sorted
}
