import type { ColdSignatures } from '../../authorship/index.ts'
import type { FileParts, ColdFile } from '../../document/index.ts'
import type { LogId } from '../../identifier/index.ts'
import type { Cut, Histories, SavedLogs } from '../../log/index.ts'
import type { WriterParts } from './writer-parts.ts'

/** Whose copy a snapshot is of, and how many events it was folded from. */
export interface SnapshotOf {
  readonly fileId: string
  readonly logId: LogId
  readonly events: number
}

/** What opening a copy computes from all of its events, written down: whoever goes on with it need not read them. */
export interface Snapshot extends SnapshotOf {
  readonly file: ColdFile
  readonly log: SavedLogs
  readonly writer: WriterParts
  readonly signatures: ColdSignatures
}

/** The same in an open copy, for whoever writes it down. */
export interface SnapshotParts extends SnapshotOf {
  readonly file: FileParts
  readonly histories: Histories
  readonly cuts: readonly Cut[]
  readonly writer: WriterParts
  readonly signatures: ColdSignatures | null
}
