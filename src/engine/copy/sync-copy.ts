import type { DocumentView } from '../document/document-view.ts'
import type { LiveContent } from '../document/live-contents.ts'
import { WorkingFolder } from '../document/working-folder.ts'
import { Chain } from '../event/chain.ts'
import type { Event } from '../event/event.ts'
import type { Heads } from '../event/heads.ts'
import type { LineLog } from '../event/line-log.ts'
import type { Dot, LineId } from '../event/line.ts'
import type { Op } from '../event/op.ts'
import type { Range } from '../event/range-codec.ts'
import { groupValue, type Value } from '../event/value.ts'
import { canonicalState } from '../fold/canonical-state.ts'
import type { FileState } from '../fold/file-state.ts'
import { type Register, shownDots } from '../fold/register.ts'
import { seenToken, type SeenToken } from '../fold/seen.ts'
import { Contents } from '../folder/contents.ts'
import type { CopyIdentity, FileFormat } from '../folder/identity.ts'
import { Journal } from '../folder/journal.ts'
import { DiskTrouble } from '../ports/disk.ts'
import { CausalLog } from './causal-log.ts'
import { CopyFold } from './copy-fold.ts'
import type { CopyPorts } from './copy-ports.ts'
import { type Choice, Desk } from './desk.ts'
import type { WaitingDocument } from './document-desk.ts'
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
  readonly #fold: CopyFold
  #revision = 0
  #splitLine: LineId | null = null
  #ownEditListener: () => void = () => {}

  /** Made by `openCopy` alone, which hands in what it recovered. */
  constructor(format: FileFormat, identity: CopyIdentity, ports: CopyPorts, journal: Journal) {
    this.format = format
    this.#ports = ports
    this.#journal = journal
    this.contents = new Contents(ports.disk, ports.digest)
    const working = new WorkingFolder(ports.disk, ports.digest, this.contents)
    this.#fold = new CopyFold(this.contents, working, ports.digest)
    const chain = new Chain(ports.digest)
    const applied = (line: LineId, seq: number, event: Event): void => this.#applied(line, seq, event)
    this.#log = new CausalLog(chain, applied, ports.events)
    this.#own = new OwnLine(identity, ports, (line) => this.#log.log(line))
    this.#writer = new LineWriter(this.#own, ports, this.#log, journal)
    const write = (ops: readonly Op[], deed: Deed): Promise<Dot | DiskTrouble> => this.#write(ops, deed)
    this.#desk = new Desk({
      identity: () => this.identity,
      state: this.#fold.state,
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

  /** The hash of an event that is here; of what comes before a line's first for 0. */
  hashAt(line: LineId, seq: number): string {
    return this.#log.hashAt(line, seq)
  }

  lineLog(line: LineId): LineLog | null {
    return this.#log.log(line)
  }

  /** How many events are here beyond `theirSeq`. */
  eventsBeyond(theirSeq: (line: LineId) => number): number {
    return this.#log
      .lines()
      .reduce((sum, line) => sum + Math.max(0, this.#log.receivedSeq(line) - theirSeq(line)), 0)
  }

  /** The heads of all that is durably here, and may be shown to others. Rejects with DiskTrouble. */
  async durableHeads(): Promise<Heads> {
    // Asked anew each time: while one flush was awaited, somebody may have written.
    while (this.#journal.isWaiting) await this.#journal.settled()
    this.#own.beforeShowing()
    return this.#log.heads()
  }

  /** The same; null where none of it is beyond `theirSeq`. */
  async durableHeadsBeyond(theirSeq: (line: LineId) => number): Promise<Heads | null> {
    while (this.#journal.isWaiting) await this.#journal.settled()
    const isBeyond = this.#log.lines().some((line) => this.#log.receivedSeq(line) > theirSeq(line))
    return isBeyond ? this.#log.heads() : null
  }

  /**
   * Takes in what came from elsewhere and applies what can be applied. `kept` says whether the bytes lie durably in
   * this folder already (a visitor put them there) or go into the journal first.
   */
  async takeIn(ranges: readonly Range[], kept: 'journal' | 'already'): Promise<number> {
    this.#own.beforeTaking(ranges)
    const fresh = ranges.flatMap((range) => {
      const outcome = this.#log.offer(range)
      if (outcome.kind === 'mismatch') this.#splitLine = range.line
      return outcome.kind === 'appended' ? [this.#since(range, outcome.fromSeq)] : []
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

  /** A line of which another history was offered here than the one that is here; null where there was none. */
  get splitLine(): LineId | null {
    return this.#splitLine
  }

  /** Document bytes that are needed and not here. */
  wantedContents(): readonly LiveContent[] {
    return this.#fold.live.wanted()
  }

  contentArrived(hash: string): void {
    this.#fold.live.arrived(hash)
  }

  /** The bytes behind those events' documents that are still live, and here. */
  liveContentsOf(line: LineId, fromSeq: number, toSeq: number): readonly LiveContent[] {
    return this.#fold.live.broughtBy(line, fromSeq, toSeq).filter(({ hash }) => this.contents.has(hash))
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

  #applied(line: LineId, seq: number, event: Event): void {
    this.#writer.applied(line, event)
    this.#fold.apply({ line, seq }, event)
    this.#ports.trace.tell({ kind: 'applied', line, seq, note: event.note })
  }

  #since(range: Range, fromSeq: number): Range {
    const skip = fromSeq - range.first
    if (skip === 0) return range
    return {
      ...range,
      first: fromSeq,
      previousHash: this.#log.hashAt(range.line, fromSeq - 1),
      events: range.events.slice(skip),
    }
  }
}
