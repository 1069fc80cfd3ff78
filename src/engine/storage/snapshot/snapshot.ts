import type { RestingSignatures } from '../../authorship/index.ts'
import type { FileParts, RestingFile } from '../../document/index.ts'
import type { LineId } from '../../identifier/index.ts'
import type { Cut, Histories, RestingLog } from '../../log/index.ts'
import type { WriterParts } from './writer-parts.ts'

/** Whose copy a snapshot is of, and how many events it was folded from. */
export interface SnapshotOf {
  readonly fileId: string
  readonly line: LineId
  readonly events: number
}

/** What opening a copy computes from all of its events, written down: whoever goes on with it need not read them. */
export interface Snapshot extends SnapshotOf {
  readonly file: RestingFile
  readonly log: RestingLog
  readonly writer: WriterParts
  readonly signatures: RestingSignatures
}

/** The same in an open copy, for whoever writes it down. */
export interface SnapshotParts extends SnapshotOf {
  readonly file: FileParts
  readonly histories: Histories
  readonly cuts: readonly Cut[]
  readonly writer: WriterParts
  readonly signatures: RestingSignatures | null
}
