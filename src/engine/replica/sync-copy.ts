import type { Authorship } from '../authorship/index.ts'
import type { Range } from '../codec/index.ts'
import type { DocumentView } from '../document/index.ts'
import { Chain, groupValue, type Op, type Value } from '../event/index.ts'
import type { Dot, LineId } from '../identifier/index.ts'
import { CausalLog, type Heads, type Histories } from '../log/index.ts'
import { canonicalState, type FileState, seenToken, type SeenToken, shownDots } from '../merge/index.ts'
import { DiskTrouble } from '../ports/index.ts'
import { Contents, sourceOfBytes } from '../storage/contents/index.ts'
import type { CopyIdentity, FileFormat } from '../storage/folder/index.ts'
import { Journal } from '../storage/journal/index.ts'
import { authorshipOf } from './authorship-of.ts'
import type { CarriedContents } from './carried-contents.ts'
import { type Closed, closedFor } from './closed.ts'
import type { CopyPorts } from './copy-ports.ts'
import { type Choice, Desk, type DeskParts } from './desk.ts'
import type { WaitingDocument } from './document-desk.ts'
import { durableHeads, durableHeadsBeyond, type ShowingParts } from './durable-heads.ts'
import { EndingDesk } from './ending-desk.ts'
import { Folding } from './folding.ts'
import { Intake } from './intake.ts'
import { Library } from './library.ts'
import { type Deed, LineWriter } from './line-writer.ts'
import { OthersLeases } from './others-leases.ts'
import type { DiskRefusal, EditOutcome, Reading, ResolveOutcome, SaveOutcome } from './outcomes.ts'
import { type LineNews, OwnLine } from './own-line.ts'
import type { Place } from './place.ts'
import { RecordDesk } from './record-desk.ts'
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
  readonly endings: EndingDesk
  /** What people do to whole records. */
  readonly records: RecordDesk
  /** Its documents. */
  readonly library: Library
  /** Its snapshots. */
  readonly snapshots: Snapshots
  /** What others have for themselves meanwhile. */
  readonly leases: OthersLeases
  /** Null where nothing is signed. */
  readonly authorship: Authorship | null
  readonly #journal: Journal
  readonly #folding: Folding
  readonly #log: CausalLog
  readonly #own: OwnLine
  readonly #writer: LineWriter
  readonly #desk: Desk
  readonly #intake: Intake
  #revision = 0
  #ownEditListener: () => void = () => {}

  /** Made by `openCopy` alone, which hands in what it recovered. */
  constructor(format: FileFormat, identity: CopyIdentity, ports: CopyPorts, journal: Journal) {
    this.format = format
    this.#journal = journal
    this.contents = new Contents(ports.disk, ports.digest)
    this.leases = new OthersLeases(ports.disk, ports.clock)
    this.#folding = new Folding({
      ports,
      contents: this.contents,
      shown: {
        documentChanged: (documentId) => this.library.working.changed(documentId),
        behaviourChanged: () => this.library.working.stir(),
        begunAnew: () => this.library.working.begunAnew(),
      },
      applied: (line, event) => this.#writer.applied(line, event),
    })
    this.#log = new CausalLog(new Chain(ports.digest), this.#folding, ports.events)
    const own = (): LineId => this.identity.line
    this.authorship = authorshipOf({ fileId: format.fileId, own, lines: this.lines }, ports)
    this.#own = new OwnLine(identity, ports, this.lines, () => this.authorship?.sign())
    this.#writer = new LineWriter(this.#own, ports, this.#log, journal)
    this.snapshots = new Snapshots({
      fileId: format.fileId,
      ports,
      own: this.#own,
      log: this.#log,
      folding: this.#folding,
      writer: this.#writer,
      authorship: this.authorship,
    })
    const parts = this.#deskParts()
    this.#desk = new Desk(parts)
    this.records = new RecordDesk(parts, this.#desk)
    this.library = new Library(ports, { ...parts, file: () => this.#folding.file }, this.#desk)
    this.endings = new EndingDesk({ ...parts, write: (ops, deed) => this.#write(ops, deed) })
    this.#intake = new Intake({
      log: this.#log,
      journal,
      own: this.#own,
      endings: this.endings,
      received: () => (this.#revision += 1),
    })
  }

  get identity(): CopyIdentity {
    return this.#own.identity
  }

  /** What became of the copy's line; null where it goes on as it always did. */
  get lineNews(): LineNews | null {
    return this.#own.news
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
  edit(place: Place, value: Value, seen: SeenToken, deed: Deed): Promise<EditOutcome> {
    return this.#desk.edit(place, { value }, seen, deed)
  }

  /** Writes fields that belong together as one: they are shown, replaced and in conflict together, as field `group`. */
  editGroup(
    { table, key, group }: { table: string; key: string; group: string },
    fields: readonly (readonly [string, Value])[],
    seen: SeenToken,
    deed: Deed,
  ): Promise<EditOutcome> {
    return this.#desk.edit({ table, key, field: group }, { value: groupValue(fields), group }, seen, deed)
  }

  /** Saves a version of a document; it supersedes exactly the version it was opened from. */
  saveDocument(documentId: string, bytes: Uint8Array, seen: SeenToken, deed: Deed): Promise<SaveOutcome> {
    return this.#desk.saveDocument(documentId, sourceOfBytes(bytes), seen, deed)
  }

  createDocument(name: string, bytes: Uint8Array, deed: Deed): Promise<SaveOutcome> {
    return this.#desk.createDocument(name, sourceOfBytes(bytes), deed)
  }

  /** Writes many fields of new records as one event: all of it, or nothing. */
  writeRecords(
    records: readonly (Place & { value: Value })[],
    deed: Deed,
  ): Promise<Dot | Closed | DiskRefusal> {
    return this.#desk.writeRecords(records, deed)
  }

  /** Makes this copy known: part of its line, and so carried everywhere. */
  register(): Promise<Dot | Closed | DiskRefusal> {
    return this.#desk.register()
  }

  /** Takes one value of a conflict and settles those named. What has arrived beside them keeps the conflict open. */
  resolve(choice: Choice, deed: Deed): Promise<ResolveOutcome> {
    return this.#desk.resolve(choice, deed)
  }

  // Exchanging

  onOwnEdit(listener: () => void): void {
    this.#ownEditListener = listener
  }

  /** The lines and their histories: mostly one, several where a disk was cloned and both were worked on. */
  get lines(): Histories {
    return this.#log.histories
  }

  durableHeads(): Promise<Heads> {
    return durableHeads(this.#showing)
  }

  durableHeadsBeyond(theirs: Heads): Promise<Heads | null> {
    return durableHeadsBeyond(this.#showing, theirs)
  }

  get #showing(): ShowingParts {
    return { journal: this.#journal, own: this.#own, lines: this.lines, authorship: this.authorship }
  }

  /**
   * Takes in what came from elsewhere and applies what can be applied. `kept` says whether the bytes lie durably in
   * this folder already (a visitor put them there) or go into the journal first.
   */
  async takeIn(ranges: readonly Range[], kept: 'journal' | 'already'): Promise<number> {
    const taken = await this.#intake.takeIn(ranges, kept)
    this.#folding.file.rescued(this.#log.rescued())
    return taken
  }

  /** The lines of which something came that meets no history here: what comes before it is lacking too. Asked once. */
  takeStray(): ReadonlySet<LineId> {
    return this.#intake.takeStray()
  }

  /** Brings the working folder up to date; a file that was changed from outside is left, and its document waits. */
  layDocuments(): readonly WaitingDocument[] {
    return this.library.working.lay()
  }

  /** Takes on what people saved or put into the working folder, each save against the version it was opened from. */
  takeOutsideSaves(deed: Deed): Promise<readonly SaveOutcome[]> {
    return this.library.takeOutsideSaves(deed)
  }

  // Life

  get isJournalFull(): boolean {
    return this.#journal.isFull
  }

  /** Drops the journal's past: all of it lies in ranges now. */
  rotateJournal(): void {
    this.#journal.rotate()
  }

  /** Gives back what recovery found; returns those ranges that continue nothing that is here. */
  recover(ranges: readonly Range[]): readonly Range[] {
    const stray = this.#intake.recover(ranges)
    this.#folding.file.rescued(this.#log.rescued())
    return stray
  }

  /** To be called once everything is recovered: whether the line goes on here. Throws DiskTrouble. */
  checkLine(): void {
    this.#own.check()
  }

  close(): void {
    this.#journal.close()
  }

  async #write(ops: readonly Op[], deed: Deed): Promise<Dot | DiskTrouble> {
    const writing = this.#writer.write(ops, deed)
    this.#revision += 1
    const dot = await writing
    if (!(dot instanceof DiskTrouble)) this.#ownEditListener()
    return dot
  }

  // State and identity are asked for each time: both may have been begun anew.
  #deskParts(): DeskParts {
    return {
      identity: () => this.identity,
      state: () => this.state,
      log: this.#log,
      contents: this.contents,
      nextDot: () => this.closed ?? this.#writer.nextDot(),
      write: async (ops, deed) => this.closed ?? this.leases.against(ops) ?? this.#write(ops, deed),
    }
  }
}
