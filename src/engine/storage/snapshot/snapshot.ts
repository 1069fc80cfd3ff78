import type { ColdSignatures } from '../../authorship/index.ts'
import type { FileParts, ColdFile } from '../../document/index.ts'
import type { LogId } from '../../identifier/index.ts'
import type { Cut, Histories, SavedLogs } from '../../log/index.ts'
import type { WriterParts } from './writer-parts.ts'

export interface SnapshotOf {
  readonly fileId: string
  readonly logId: LogId
  readonly events: number
}

/** The state that opening a copy computes from all events, saved so that the next opening skips them. */
export interface Snapshot extends SnapshotOf {
  readonly file: ColdFile
  readonly log: SavedLogs
  readonly writer: WriterParts
  readonly signatures: ColdSignatures
}

export interface SnapshotParts extends SnapshotOf {
  readonly file: FileParts
  readonly histories: Histories
  readonly cuts: readonly Cut[]
  readonly writer: WriterParts
  readonly signatures: ColdSignatures | null
}
