import type { Authorship } from '../authorship/index.ts'
import type { Range } from '../codec/index.ts'
import type { DocumentView, FoldedFile } from '../document/index.ts'
import { HashChain, groupValue, type Op, type Value } from '../event/index.ts'
import type { Dot, LogId } from '../identifier/index.ts'
import { CausalLogs, type VersionVector, type Histories } from '../log/index.ts'
import { canonicalState, type FileState, seenToken, type SeenToken, shownDots } from '../merge/index.ts'
import { DiskTrouble } from '../ports/index.ts'
import { Contents, sourceOfBytes } from '../storage/contents/index.ts'
import type { CopyIdentity, FileFormat } from '../storage/folder/index.ts'
import { WriteAheadLog } from '../storage/journal/index.ts'
import { authorshipOf } from './authorship-of.ts'
import type { CarriedContents } from './carried-contents.ts'
import { type Closed, closedFor } from './closed.ts'
import type { CopyPorts } from './copy-ports.ts'
import { DocumentLibrary } from './document-library.ts'
import type { WaitingDocument } from './document-writer.ts'
import { durableVersions, durableVersionsBeyond, type DurableVersionsParts } from './durable-versions.ts'
import { Folding } from './folding.ts'
import { Ingest } from './ingest.ts'
import { LifecycleWriter } from './lifecycle-writer.ts'
import { type UserAction, LogWriter } from './log-writer.ts'
import { OthersLeases } from './others-leases.ts'
import type { DiskRefusal, EditOutcome, Reading, ResolveOutcome, SaveOutcome } from './outcomes.ts'
import { type OwnLogChange, OwnLog } from './own-log.ts'
import { RecordWriter } from './record-writer.ts'
import type { RegisterAddress } from './register-address.ts'
import { type Choice, RegisterWriter, type WriteContext } from './register-writer.ts'
import { rescuedLines } from './rescue.ts'
import { Snapshots } from './snapshots.ts'

/**
 * One person's copy of a client file: reads, writes, and takes in what others did. It knows no network; exchanges
 * hand it ranges and ask it for what is lacking elsewhere.
 */
export class SyncCopy {
  readonly format: FileFormat
  readonly contents: Contents
  /** How this copy moves in the hierarchy and comes to its end. */
  readonly lifecycle: LifecycleWriter
  /** What people do to whole records. */
  readonly records: RecordWriter
  /** Its documents. */
  readonly library: DocumentLibrary
  /** Its snapshots. */
  readonly snapshots: Snapshots
  /** What others have for themselves meanwhile. */
  readonly leases: OthersLeases
  /** Null where nothing is signed. */
  readonly authorship: Authorship | null
  readonly #wal: WriteAheadLog
  readonly #folding: Folding
  readonly #log: CausalLogs
  readonly #ownLog: OwnLog
  readonly #logWriter: LogWriter
  readonly #registerWriter: RegisterWriter
  readonly #ingest: Ingest
  #revision = 0
  #ownEditListener: () => void = () => {}

  /** Made by `openCopy` alone, which hands in what it recovered. */
  constructor(format: FileFormat, identity: CopyIdentity, ports: CopyPorts, wal: WriteAheadLog) {
    this.format = format
    this.#wal = wal
    this.contents = new Contents(ports.disk, ports.digest)
    this.leases = new OthersLeases(ports.disk, ports.clock)
    this.#folding = new Folding({
      ports,
      contents: this.contents,
      listener: {
        documentChanged: (documentId) => this.library.working.changed(documentId),
        behaviourChanged: () => this.library.working.recheck(),
        rebuilt: () => this.library.working.reset(),
      },
      applied: (logId, event) => this.#logWriter.applied(logId, event),
    })
    this.#log = new CausalLogs(new HashChain(ports.digest), this.#folding, ports.events)
    const own = (): LogId => this.identity.line
    this.authorship = authorshipOf({ fileId: format.fileId, own, logs: this.lines }, ports)
    this.#ownLog = new OwnLog(identity, ports, this.lines, () => this.authorship?.sign())
    this.#logWriter = new LogWriter(this.#ownLog, ports, this.#log, wal)
    this.snapshots = new Snapshots({
      fileId: format.fileId,
      ports,
      own: this.#ownLog,
      log: this.#log,
      folding: this.#folding,
      writer: this.#logWriter,
      authorship: this.authorship,
    })
    const parts = this.#writeContext()
    this.#registerWriter = new RegisterWriter(parts)
    this.records = new RecordWriter(parts, this.#registerWriter)
    const file = (): FoldedFile => this.#folding.file
    this.library = new DocumentLibrary(ports, { ...parts, file }, this.#registerWriter)
    this.lifecycle = new LifecycleWriter({ ...parts, write: (ops, action) => this.#write(ops, action) })
    this.#ingest = new Ingest({
      log: this.#log,
      wal,
      own: this.#ownLog,
      lifecycle: this.lifecycle,
      received: () => (this.#revision += 1),
    })
  }

  get identity(): CopyIdentity {
    return this.#ownLog.identity
  }

  /** What became of the copy's line; null where it goes on as it always did. */
  get ownLogChange(): OwnLogChange | null {
    return this.#ownLog.change
  }

  /** Document bytes as exchanges carry them. */
  get carried(): CarriedContents {
    return this.library.carried
  }

  get state(): FileState {
    return this.#folding.file.state
  }

  /** Changes whenever anything was received, written or signed: whoever sent all up to a revision has nothing unsent at it. */
  get revision(): number {
    return this.#revision + (this.authorship?.revision ?? 0)
  }

  get unapplied(): number {
    return this.#log.unapplied
  }

  read(table: string, key: string, field: string): Reading {
    const register = this.state.register(table, key, field)
    return { register, seen: seenToken(shownDots(register)) }
  }

  documents(): readonly DocumentView[] {
    return this.#folding.file.documents.all()
  }

  document(documentId: string): DocumentView | null {
    return this.#folding.file.documents.find(documentId)
  }

  canonicalState(): string {
    return [canonicalState(this.state), ...rescuedLines(this.#log.rescued())].join('\n')
  }

  /** Why nobody can write here; null where people can. */
  get closed(): Closed | null {
    return closedFor(this.identity.line, this.state.hierarchy, this.#log)
  }

  // Writing

  /** Writes one field; the record is made if there is none. It replaces what `seen` says was shown, and nothing else. */
  edit(address: RegisterAddress, value: Value, seen: SeenToken, action: UserAction): Promise<EditOutcome> {
    return this.#registerWriter.edit(address, { value }, seen, action)
  }

  /** Writes fields that belong together as one: they are shown, replaced and in conflict together, as field `group`. */
  editGroup(
    { table, key, group }: { table: string; key: string; group: string },
    fields: readonly (readonly [string, Value])[],
    seen: SeenToken,
    action: UserAction,
  ): Promise<EditOutcome> {
    const address = { table, key, field: group }
    return this.#registerWriter.edit(address, { value: groupValue(fields), group }, seen, action)
  }

  /** Saves a version of a document; it supersedes exactly the version it was opened from. */
  saveDocument(
    documentId: string,
    bytes: Uint8Array,
    seen: SeenToken,
    action: UserAction,
  ): Promise<SaveOutcome> {
    return this.#registerWriter.saveDocument(documentId, sourceOfBytes(bytes), seen, action)
  }

  createDocument(name: string, bytes: Uint8Array, action: UserAction): Promise<SaveOutcome> {
    return this.#registerWriter.createDocument(name, sourceOfBytes(bytes), action)
  }

  /** Writes many fields of new records as one event: all of it, or nothing. */
  writeRecords(
    records: readonly (RegisterAddress & { value: Value })[],
    action: UserAction,
  ): Promise<Dot | Closed | DiskRefusal> {
    return this.#registerWriter.writeRecords(records, action)
  }

  /** Makes this copy known: part of its line, and so carried everywhere. */
  register(): Promise<Dot | Closed | DiskRefusal> {
    return this.#registerWriter.register()
  }

  /** Takes one value of a conflict and settles those named. What has arrived beside them keeps the conflict open. */
  resolve(choice: Choice, action: UserAction): Promise<ResolveOutcome> {
    return this.#registerWriter.resolve(choice, action)
  }

  // Exchanging

  onOwnEdit(listener: () => void): void {
    this.#ownEditListener = listener
  }

  /** The lines and their histories: mostly one, several where a disk was cloned and both were worked on. */
  get lines(): Histories {
    return this.#log.histories
  }

  durableVersions(): Promise<VersionVector> {
    return durableVersions(this.#durableVersionsParts)
  }

  durableVersionsBeyond(theirs: VersionVector): Promise<VersionVector | null> {
    return durableVersionsBeyond(this.#durableVersionsParts, theirs)
  }

  get #durableVersionsParts(): DurableVersionsParts {
    return { wal: this.#wal, own: this.#ownLog, logs: this.lines, authorship: this.authorship }
  }

  /**
   * Takes in what came from elsewhere and applies what can be applied. `kept` says whether the bytes lie durably in
   * this folder already (a visitor put them there) or go into the journal first.
   */
  async ingest(ranges: readonly Range[], kept: 'journal' | 'already'): Promise<number> {
    const newEventCount = await this.#ingest.ingest(ranges, kept)
    this.#folding.file.rescued(this.#log.rescued())
    return newEventCount
  }

  /** The lines of which something came that meets no history here: what comes before it is lacking too. Asked once. */
  takeStray(): ReadonlySet<LogId> {
    return this.#ingest.takeStray()
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
    return this.#wal.isFull
  }

  /** Drops the journal's past: all of it lies in ranges now. */
  rotateWal(): void {
    this.#wal.rotate()
  }

  /** Gives back what recovery found; returns those ranges that continue nothing that is here. */
  recover(ranges: readonly Range[]): readonly Range[] {
    const stray = this.#ingest.recover(ranges)
    this.#folding.file.rescued(this.#log.rescued())
    return stray
  }

  /** To be called once everything is recovered: whether the line goes on here. Throws DiskTrouble. */
  checkLog(): void {
    this.#ownLog.check()
  }

  close(): void {
    this.#wal.close()
  }

  async #write(ops: readonly Op[], action: UserAction): Promise<Dot | DiskTrouble> {
    const writing = this.#logWriter.write(ops, action)
    this.#revision += 1
    const dot = await writing
    if (!(dot instanceof DiskTrouble)) this.#ownEditListener()
    return dot
  }

  // State and identity are asked for each time: both may have been begun anew.
  #writeContext(): WriteContext {
    return {
      identity: () => this.identity,
      state: () => this.state,
      log: this.#log,
      contents: this.contents,
      nextDot: () => this.closed ?? this.#logWriter.nextDot(),
      write: async (ops, action) => this.closed ?? this.leases.against(ops) ?? this.#write(ops, action),
    }
  }
}
