import type { DocumentView } from '../document/document-view.ts'
import type { LiveContent } from '../document/live-contents.ts'
import { WorkingFolder } from '../document/working-folder.ts'
import { Chain } from '../event/chain.ts'
import type { Event } from '../event/event.ts'
import type { Heads } from '../event/heads.ts'
import type { Dot, LineId } from '../event/line.ts'
import type { Op } from '../event/op.ts'
import type { Range } from '../event/range-codec.ts'
import { groupValue, type Value } from '../event/value.ts'
import type { Unsent } from '../exchange/missing.ts'
import { canonicalState } from '../fold/canonical-state.ts'
import type { FileState } from '../fold/file-state.ts'
import { type Register, shownDots } from '../fold/register.ts'
import { seenToken, type SeenToken } from '../fold/seen.ts'
import { Contents } from '../folder/contents.ts'
import type { CopyIdentity, FileFormat } from '../folder/identity.ts'
import { Journal } from '../folder/journal.ts'
import { DiskTrouble } from '../ports/disk.ts'
import { type Apply, CausalLog } from './causal-log.ts'
import { CopyFold } from './copy-fold.ts'
import type { CopyPorts } from './copy-ports.ts'
import { type Choice, Desk } from './desk.ts'
import type { WaitingDocument } from './document-desk.ts'
import type { Histories } from './histories.ts'
import { type Deed, LineWriter } from './line-writer.ts'
import type { DiskRefusal, EditOutcome, ResolveOutcome, SaveOutcome } from './outcomes.ts'
import { type LineNews, OwnLine } from './own-line.ts'
import type { Place } from './place.ts'

/** What a reader sees of one register, and the token that the next write gives back. */
export interface Reading {
  readonly register: Register | null
  readonly seen: SeenToken
}

/**
 * One person's copy of a client file: reads, writes, and takes in what others did. It knows no network; exchanges
 * hand it ranges and ask it for what is lacking elsewhere.
 */
export class SyncCopy {
  readonly format: FileFormat
  readonly contents: Contents
  readonly #ports: CopyPorts
  readonly #journal: Journal
  readonly #log: CausalLog
  readonly #own: OwnLine
  readonly #writer: LineWriter
  readonly #desk: Desk
  /** Made anew where a line is split. */
  #fold: CopyFold
  #revision = 0
  readonly #stray = new Set<LineId>()
  #ownEditListener: () => void = () => {}

  /** Made by `openCopy` alone, which hands in what it recovered. */
  constructor(format: FileFormat, identity: CopyIdentity, ports: CopyPorts, journal: Journal) {
    this.format = format
    this.#ports = ports
    this.#journal = journal
    this.contents = new Contents(ports.disk, ports.digest)
    const working = new WorkingFolder(ports.disk, ports.digest, this.contents)
    const emptyFold = (): CopyFold => new CopyFold(this.contents, working, ports.digest)
    this.#fold = emptyFold()
    const chain = new Chain(ports.digest)
    const apply: Apply = (line, seq, event, isNews) => this.#apply(line, seq, event, isNews)
    this.#log = new CausalLog(chain, apply, () => (this.#fold = emptyFold()), ports.events)
    this.#own = new OwnLine(identity, ports, this.lines)
    this.#writer = new LineWriter(this.#own, ports, this.#log, journal)
    const write = (ops: readonly Op[], deed: Deed): Promise<Dot | DiskTrouble> => this.#write(ops, deed)
    this.#desk = new Desk({
      identity: () => this.identity,
      state: () => this.#fold.state,
      log: this.#log,
      contents: this.contents,
      nextDot: () => this.#writer.nextDot(),
      write,
    })
  }

  get identity(): CopyIdentity {
    return this.#own.identity
  }

  /** What became of the copy's line; null where it goes on as it always did. */
  get lineNews(): LineNews | null {
    return this.#own.news
  }

  // Reading

  get state(): FileState {
    return this.#fold.state
  }

  /** Changes whenever anything was received or written: whoever sent all up to a revision has nothing unsent at it. */
  get revision(): number {
    return this.#revision
  }

  get unapplied(): number {
    return this.#log.unapplied
  }

  read(table: string, key: string, field: string): Reading {
    const register = this.#fold.state.register(table, key, field)
    return { register, seen: seenToken(shownDots(register)) }
  }

  documents(): readonly DocumentView[] {
    return this.#fold.documents.all()
  }

  document(documentId: string): DocumentView | null {
    return this.#fold.documents.find(documentId)
  }

  canonicalState(): string {
    return canonicalState(this.#fold.state)
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
    return this.#desk.saveDocument(documentId, bytes, seen, deed)
  }

  createDocument(name: string, bytes: Uint8Array, deed: Deed): Promise<SaveOutcome> {
    return this.#desk.createDocument(name, bytes, deed)
  }

  /** Writes many fields of new records as one event: all of it, or nothing. */
  writeRecords(records: readonly (Place & { value: Value })[], deed: Deed): Promise<Dot | DiskRefusal> {
    return this.#desk.writeRecords(records, deed)
  }

  /** Makes this copy known: part of its line, and so carried everywhere. */
  register(): Promise<Dot | DiskRefusal> {
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

  receivedSeq(line: LineId): number {
    return this.#log.receivedSeq(line)
  }

  /** The lines and their histories: mostly one, several where a disk was cloned and both were worked on. */
  get lines(): Histories {
    return this.#log.histories
  }

  /** The heads of all that was received. */
  heads(): Heads {
    return this.lines.heads()
  }

  /** The heads of all that is durably here, and may be shown to others. Rejects with DiskTrouble. */
  async durableHeads(): Promise<Heads> {
    // Asked anew each time: while one flush was awaited, somebody may have written.
    while (this.#journal.isWaiting) await this.#journal.settled()
    this.#own.beforeShowing()
    return this.lines.heads()
  }

  /** The same; null where `theirs` shows all of it, and nothing is to be shown. */
  async durableHeadsBeyond(theirs: Heads): Promise<Heads | null> {
    while (this.#journal.isWaiting) await this.#journal.settled()
    return this.lines.isBeyond(theirs) ? this.durableHeads() : null
  }

  /**
   * Takes in what came from elsewhere and applies what can be applied. `kept` says whether the bytes lie durably in
   * this folder already (a visitor put them there) or go into the journal first.
   */
  async takeIn(ranges: readonly Range[], kept: 'journal' | 'already'): Promise<number> {
    this.#own.beforeTaking(ranges)
    const fresh = ranges.flatMap((range) => {
      const outcome = this.#log.offer(range)
      if (outcome.kind === 'mismatch') this.#stray.add(range.line)
      return outcome.kind === 'appended' ? [outcome.log.newOf(range, outcome.fromSeq)] : []
    })
    // All of them ride on one flush, so the last one's promise is everybody's.
    let flushed: Promise<void> | null = null
    if (kept === 'journal') for (const range of fresh) flushed = this.#journal.append(range)
    await flushed
    if (fresh.length > 0) this.#revision += 1
    // Also where nothing is new: what came earlier may have been refused by the disk, and then still waits to be applied.
    await this.#journal.settled()
    this.#log.applyReady()
    return fresh.reduce((sum, range) => sum + range.events.length, 0)
  }

  /** The lines of which something came that meets no history here: what comes before it is lacking too. Asked once. */
  takeStray(): ReadonlySet<LineId> {
    const stray = new Set(this.#stray)
    this.#stray.clear()
    return stray
  }

  /** Document bytes that are needed and not here. */
  wantedContents(): readonly LiveContent[] {
    return this.#fold.live.wanted()
  }

  contentArrived(hash: string): void {
    this.#fold.live.arrived(hash)
  }

  /** The bytes behind those events' documents that are still live, and here. */
  liveContentsOf(unsent: Unsent): readonly LiveContent[] {
    const names = this.lines.namesOf(unsent)
    const brought = names.flatMap(({ line, first, last }) => this.#fold.live.broughtBy(line, first, last))
    return brought.filter(({ hash }) => this.contents.has(hash))
  }

  // The working folder

  /** Brings the working folder up to date; a file that was changed from outside is left, and its document waits. */
  layDocuments(): readonly WaitingDocument[] {
    return this.#fold.documentDesk.lay()
  }

  /** Takes on what people saved in the working folder, each save against the version it was opened from. */
  takeOutsideSaves(deed: Deed): Promise<readonly SaveOutcome[]> {
    return this.#fold.documentDesk.takeOutsideSaves((documentId, bytes, seen) =>
      this.saveDocument(documentId, bytes, seen, deed),
    )
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
    const stray = ranges.filter((range) => {
      const { kind } = this.#log.offer(range)
      return kind === 'gap' || kind === 'mismatch'
    })
    this.#log.applyReady()
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

  #apply(line: LineId, seq: number, event: Event, isNews: boolean): void {
    this.#writer.applied(line, event)
    this.#fold.apply({ line, seq }, event)
    if (isNews) this.#ports.trace.tell({ kind: 'applied', line, seq, note: event.note })
  }
}
