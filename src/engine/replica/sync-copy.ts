import type { Authorship } from '../authorship/index.ts'
import type { Range } from '../codec/index.ts'
import type { DocumentView } from '../document/index.ts'
import { groupValue, type Value } from '../event/index.ts'
import type { Dot, LogId } from '../identifier/index.ts'
import type { VersionVector, Histories } from '../log/index.ts'
import { canonicalState, type FileState, seenToken, type SeenToken, shownDots } from '../merge/index.ts'
import type { DiskRefusal } from '../ports/index.ts'
import { type Contents, sourceOfBytes } from '../storage/contents/index.ts'
import type { CopyIdentity, FileFormat } from '../storage/folder/index.ts'
import type { CopyParts } from './assemble-copy.ts'
import type { CarriedContents } from './carried-contents.ts'
import { type Closed, closedFor } from './closed.ts'
import type { DocumentLibrary } from './document-library.ts'
import type { WaitingDocument } from './document-writer.ts'
import { durableVersions, durableVersionsBeyond, type DurableVersionsParts } from './durable-versions.ts'
import type { LifecycleWriter } from './lifecycle-writer.ts'
import type { UserAction } from './log-writer.ts'
import type { OthersLeases } from './others-leases.ts'
import type { EditOutcome, Reading, ResolveOutcome, SaveOutcome } from './outcomes.ts'
import type { OwnLogChange } from './own-log.ts'
import type { RecordWriter } from './record-writer.ts'
import type { RegisterAddress } from './register-address.ts'
import type { Choice } from './register-writer.ts'
import { rescuedTexts } from './rescue.ts'
import type { Snapshots } from './snapshots.ts'

/**
 * One person's copy of a client file. Knows no network: exchanges hand it ranges, and ask for events that
 * others lack.
 */
export class SyncCopy {
  readonly format: FileFormat
  readonly contents: Contents
  readonly lifecycle: LifecycleWriter
  readonly records: RecordWriter
  readonly library: DocumentLibrary
  readonly snapshots: Snapshots
  readonly leases: OthersLeases
  /** Null if the ports have no signing. */
  readonly authorship: Authorship | null
  readonly #parts: CopyParts

  /** For `openCopy`, which recovers the folder first. */
  constructor(parts: CopyParts) {
    this.format = parts.format
    this.contents = parts.contents
    this.lifecycle = parts.lifecycle
    this.records = parts.records
    this.library = parts.library
    this.snapshots = parts.snapshots
    this.leases = parts.leases
    this.authorship = parts.authorship
    this.#parts = parts
  }

  get identity(): CopyIdentity {
    return this.#parts.ownLog.identity
  }

  /** Null while the copy continues its first log. */
  get ownLogChange(): OwnLogChange | null {
    return this.#parts.ownLog.change
  }

  get carried(): CarriedContents {
    return this.library.carried
  }

  get state(): FileState {
    return this.#parts.folding.file.state
  }

  /**
   * Changes at each event received, written or signed. A sender of everything at one revision has nothing unsent at
   * it.
   */
  get revision(): number {
    return this.#parts.revision.count + (this.authorship?.revision ?? 0)
  }

  get unapplied(): number {
    return this.#parts.log.unapplied
  }

  read(table: string, key: string, field: string): Reading {
    const register = this.state.register(table, key, field)
    return { register, seen: seenToken(shownDots(register)) }
  }

  documents(): readonly DocumentView[] {
    return this.#parts.folding.file.documents.all()
  }

  document(documentId: string): DocumentView | null {
    return this.#parts.folding.file.documents.find(documentId)
  }

  canonicalState(): string {
    return [canonicalState(this.state), ...rescuedTexts(this.#parts.log.rescued())].join('\n')
  }

  /** Returns why the copy accepts no writes, or null. */
  get closed(): Closed | null {
    return closedFor(this.identity.line, this.state.hierarchy, this.#parts.log)
  }

  // Writing

  /** Creates the record if needed. Supersedes exactly the values that `seen` names. */
  edit(address: RegisterAddress, value: Value, seen: SeenToken, action: UserAction): Promise<EditOutcome> {
    return this.#parts.registerWriter.edit(address, { value }, seen, action)
  }

  /** Writes fields as one group: they are shown, superseded and in conflict together, as field `group`. */
  editGroup(
    { table, key, group }: { table: string; key: string; group: string },
    fields: readonly (readonly [string, Value])[],
    seen: SeenToken,
    action: UserAction,
  ): Promise<EditOutcome> {
    const address = { table, key, field: group }
    return this.#parts.registerWriter.edit(address, { value: groupValue(fields), group }, seen, action)
  }

  /** Supersedes exactly the version it was opened from. */
  saveDocument(
    documentId: string,
    bytes: Uint8Array,
    seen: SeenToken,
    action: UserAction,
  ): Promise<SaveOutcome> {
    return this.#parts.registerWriter.saveDocument(documentId, sourceOfBytes(bytes), seen, action)
  }

  createDocument(name: string, bytes: Uint8Array, action: UserAction): Promise<SaveOutcome> {
    return this.#parts.registerWriter.createDocument(name, sourceOfBytes(bytes), action)
  }

  /** Writes fields of new records as one event, all or nothing. */
  writeRecords(
    records: readonly (RegisterAddress & { value: Value })[],
    action: UserAction,
  ): Promise<Dot | Closed | DiskRefusal> {
    return this.#parts.registerWriter.writeRecords(records, action)
  }

  register(): Promise<Dot | Closed | DiskRefusal> {
    return this.#parts.registerWriter.register()
  }

  /** Takes one value of a conflict, and settles the named ones. Values that arrived since keep it open. */
  resolve(choice: Choice, action: UserAction): Promise<ResolveOutcome> {
    return this.#parts.registerWriter.resolve(choice, action)
  }

  // Exchanging

  onOwnEdit(listener: () => void): void {
    this.#parts.ownEdits.onDurable(listener)
  }

  /** A log has several histories if its disk was cloned and both copies wrote. */
  get logs(): Histories {
    return this.#parts.log.histories
  }

  durableVersions(): Promise<VersionVector> {
    return durableVersions(this.#durableVersionsParts)
  }

  durableVersionsBeyond(theirs: VersionVector): Promise<VersionVector | null> {
    return durableVersionsBeyond(this.#durableVersionsParts, theirs)
  }

  get #durableVersionsParts(): DurableVersionsParts {
    const { wal, ownLog: own, authorship } = this.#parts
    return { wal, own, logs: this.logs, authorship }
  }

  /**
   * With `kept` `already`, a visitor has made the ranges durable in this folder. With `journal`, ingesting
   * does that first.
   */
  async ingest(ranges: readonly Range[], kept: 'journal' | 'already'): Promise<number> {
    const newEventCount = await this.#parts.ingest.ingest(ranges, kept)
    this.#parts.folding.file.rescued(this.#parts.log.rescued())
    return newEventCount
  }

  /** Returns, and forgets, the logs with ranges that met no local history: their predecessors are missing. */
  takeStray(): ReadonlySet<LogId> {
    return this.#parts.ingest.takeStray()
  }

  /** Leaves files that were edited outside, and returns their documents as waiting. */
  checkOutDocuments(): readonly WaitingDocument[] {
    return this.library.working.checkOut()
  }

  /** Stores files that people saved or added. Each save supersedes the version it was opened from. */
  saveExternalEdits(action: UserAction): Promise<readonly SaveOutcome[]> {
    return this.library.saveExternalEdits(action)
  }

  // Life

  get isWalFull(): boolean {
    return this.#parts.wal.isFull
  }

  /** Drops old journal segments. Call when `ranges` holds all their events. */
  rotateWal(): void {
    this.#parts.wal.rotate()
  }

  /** Returns the ranges that continue nothing present. */
  recover(ranges: readonly Range[]): readonly Range[] {
    const stray = this.#parts.ingest.recover(ranges)
    this.#parts.folding.file.rescued(this.#parts.log.rescued())
    return stray
  }

  /** Decides, after recovery, whether the copy may extend its log. Throws DiskTrouble. */
  checkLog(): void {
    this.#parts.ownLog.check()
  }

  close(): void {
    this.#parts.wal.close()
  }
}
