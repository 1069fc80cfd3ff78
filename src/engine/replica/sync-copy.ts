import type { Authorship } from '../authorship/index.ts'
import type { Range } from '../codec/index.ts'
import type { DocumentView } from '../document/index.ts'
import { groupValue, type Value } from '../event/index.ts'
import type { Dot, LogId } from '../identifier/index.ts'
import type { VersionVector, Histories } from '../log/index.ts'
import { canonicalState, type FileState, seenToken, type SeenToken, shownDots } from '../merge/index.ts'
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
import type { DiskRefusal, EditOutcome, Reading, ResolveOutcome, SaveOutcome } from './outcomes.ts'
import type { OwnLogChange } from './own-log.ts'
import type { RecordWriter } from './record-writer.ts'
import type { RegisterAddress } from './register-address.ts'
import type { Choice } from './register-writer.ts'
import { rescuedLines } from './rescue.ts'
import type { Snapshots } from './snapshots.ts'

/**
 * One person's copy of a client file: reads, writes, and takes in what others did. It knows no network; exchanges
 * hand it ranges and ask it for what is lacking elsewhere.
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

  /** What became of the copy's line; null where it goes on as it always did. */
  get ownLogChange(): OwnLogChange | null {
    return this.#parts.ownLog.change
  }

  /** Document bytes as exchanges carry them. */
  get carried(): CarriedContents {
    return this.library.carried
  }

  get state(): FileState {
    return this.#parts.folding.file.state
  }

  /** Changes whenever anything was received, written or signed: whoever sent all up to a revision has nothing unsent at it. */
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
    return [canonicalState(this.state), ...rescuedLines(this.#parts.log.rescued())].join('\n')
  }

  /** Why nobody can write here; null where people can. */
  get closed(): Closed | null {
    return closedFor(this.identity.line, this.state.hierarchy, this.#parts.log)
  }

  // Writing

  /** Writes one field; the record is made if there is none. It replaces what `seen` says was shown, and nothing else. */
  edit(address: RegisterAddress, value: Value, seen: SeenToken, action: UserAction): Promise<EditOutcome> {
    return this.#parts.registerWriter.edit(address, { value }, seen, action)
  }

  /** Writes fields that belong together as one: they are shown, replaced and in conflict together, as field `group`. */
  editGroup(
    { table, key, group }: { table: string; key: string; group: string },
    fields: readonly (readonly [string, Value])[],
    seen: SeenToken,
    action: UserAction,
  ): Promise<EditOutcome> {
    const address = { table, key, field: group }
    return this.#parts.registerWriter.edit(address, { value: groupValue(fields), group }, seen, action)
  }

  /** Saves a version of a document; it supersedes exactly the version it was opened from. */
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

  /** Writes many fields of new records as one event: all of it, or nothing. */
  writeRecords(
    records: readonly (RegisterAddress & { value: Value })[],
    action: UserAction,
  ): Promise<Dot | Closed | DiskRefusal> {
    return this.#parts.registerWriter.writeRecords(records, action)
  }

  /** Makes this copy known: part of its line, and so carried everywhere. */
  register(): Promise<Dot | Closed | DiskRefusal> {
    return this.#parts.registerWriter.register()
  }

  /** Takes one value of a conflict and settles those named. What has arrived beside them keeps the conflict open. */
  resolve(choice: Choice, action: UserAction): Promise<ResolveOutcome> {
    return this.#parts.registerWriter.resolve(choice, action)
  }

  // Exchanging

  onOwnEdit(listener: () => void): void {
    this.#parts.ownEdits.onDurable(listener)
  }

  /** The lines and their histories: mostly one, several where a disk was cloned and both were worked on. */
  get lines(): Histories {
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
    return { wal, own, logs: this.lines, authorship }
  }

  /**
   * Takes in what came from elsewhere and applies what can be applied. `kept` says whether the bytes lie durably in
   * this folder already (a visitor put them there) or go into the journal first.
   */
  async ingest(ranges: readonly Range[], kept: 'journal' | 'already'): Promise<number> {
    const newEventCount = await this.#parts.ingest.ingest(ranges, kept)
    this.#parts.folding.file.rescued(this.#parts.log.rescued())
    return newEventCount
  }

  /** The lines of which something came that meets no history here: what comes before it is lacking too. Asked once. */
  takeStray(): ReadonlySet<LogId> {
    return this.#parts.ingest.takeStray()
  }

  /** Brings the working folder up to date; a file that was changed from outside is left, and its document waits. */
  checkOutDocuments(): readonly WaitingDocument[] {
    return this.library.working.checkOut()
  }

  /** Takes on what people saved or put into the working folder, each save against the version it was opened from. */
  saveExternalEdits(action: UserAction): Promise<readonly SaveOutcome[]> {
    return this.library.saveExternalEdits(action)
  }

  // Life

  get isWalFull(): boolean {
    return this.#parts.wal.isFull
  }

  /** Drops the journal's past: all of it lies in ranges now. */
  rotateWal(): void {
    this.#parts.wal.rotate()
  }

  /** Gives back what recovery found; returns those ranges that continue nothing that is here. */
  recover(ranges: readonly Range[]): readonly Range[] {
    const stray = this.#parts.ingest.recover(ranges)
    this.#parts.folding.file.rescued(this.#parts.log.rescued())
    return stray
  }

  /** To be called once everything is recovered: whether the line goes on here. Throws DiskTrouble. */
  checkLog(): void {
    this.#parts.ownLog.check()
  }

  close(): void {
    this.#parts.wal.close()
  }
}
