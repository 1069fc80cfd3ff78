import type { DocumentView } from '../document/document-view.ts'
import type { LiveContent } from '../document/live-contents.ts'
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
import { shownDots } from '../fold/register.ts'
import { seenToken, type SeenToken } from '../fold/seen.ts'
import { Contents } from '../folder/contents.ts'
import type { CopyIdentity, FileFormat } from '../folder/identity.ts'
import { Journal } from '../folder/journal.ts'
import { DiskTrouble } from '../ports/disk.ts'
import { CausalLog, type Told } from './causal-log.ts'
import { type Closed, closedFor } from './closed.ts'
import type { CopyPorts } from './copy-ports.ts'
import { type Choice, Desk, type DeskParts } from './desk.ts'
import type { WaitingDocument } from './document-desk.ts'
import { durableHeads, durableHeadsBeyond } from './durable-heads.ts'
import { EndingDesk } from './ending-desk.ts'
import { FoldedFile } from './folded-file.ts'
import { type Deed, LineWriter } from './line-writer.ts'
import type { DiskRefusal, EditOutcome, Reading, ResolveOutcome, SaveOutcome } from './outcomes.ts'
import type { Place } from './place.ts'
import { RecordDesk } from './record-desk.ts'
import { rescuedLines } from './rescue.ts'

/**
 * One person's copy of a client file: reads, writes, and takes in what others did. It knows no network; exchanges
 * hand it ranges and ask it for what is lacking elsewhere.
 */
export class SyncCopy {
  readonly format: FileFormat
  readonly identity: CopyIdentity
  readonly contents: Contents
  /** How this copy moves in the hierarchy and comes to its end. */
  readonly endings: EndingDesk
  /** What people do to whole records. */
  readonly records: RecordDesk
  readonly #ports: CopyPorts
  readonly #journal: Journal
  readonly #log: CausalLog
  readonly #writer: LineWriter
  readonly #desk: Desk
  #file: FoldedFile
  #isStartingOver = false
  #revision = 0
  #splitLine: LineId | null = null
  #ownEditListener: () => void = () => {}

  /** Made by `openCopy` alone, which hands in what it recovered. */
  constructor(format: FileFormat, identity: CopyIdentity, ports: CopyPorts, journal: Journal) {
    this.format = format
    this.identity = identity
    this.#ports = ports
    this.#journal = journal
    this.contents = new Contents(ports.disk, ports.digest)
    this.#file = new FoldedFile(this.contents, ports)
    const apply: Told['apply'] = (line, seq, event) => this.#applied(line, seq, event)
    const abandoned: Told['abandoned'] = (...told) => this.state.hierarchy.abandoned(...told)
    this.#log = new CausalLog(new Chain(ports.digest), { apply, abandoned }, ports.events)
    this.#writer = new LineWriter(identity.line, ports, this.#log, journal)
    // The state is asked for each time: it may have been begun anew.
    const parts = { identity, log: this.#log, contents: this.contents, state: () => this.state }
    const write = (ops: readonly Op[], deed: Deed): Promise<Dot | DiskTrouble> => this.#write(ops, deed)
    const writeIfOpen: DeskParts['write'] = async (ops, deed) => this.closed ?? write(ops, deed)
    const deskParts = { ...parts, write: writeIfOpen }
    this.#desk = new Desk(deskParts)
    this.records = new RecordDesk(deskParts, this.#desk)
    this.endings = new EndingDesk({ ...parts, write })
  }

  // Reading

  get state(): FileState {
    return this.#file.state
  }

  /** Changes whenever anything was received or written: whoever sent all up to a revision has nothing unsent at it. */
  get revision(): number {
    return this.#revision
  }

  get unapplied(): number {
    return this.#log.unapplied
  }

  read(table: string, key: string, field: string): Reading {
    const register = this.state.register(table, key, field)
    return { register, seen: seenToken(shownDots(register)) }
  }

  documents(): readonly DocumentView[] {
    return this.#file.documents.all()
  }

  document(documentId: string): DocumentView | null {
    return this.#file.documents.find(documentId)
  }

  canonicalState(): string {
    return [canonicalState(this.state), ...rescuedLines(this.#log.rescued())].join('\n')
  }

  /** Why nobody can write here; null where people can. */
  get closed(): Closed | null {
    return closedFor(this.identity.line, this.state.hierarchy)
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

  lines(): readonly LineId[] {
    return this.#log.lines()
  }

  /** How many events are here beyond what `theirSeq` says of each line. */
  eventsBeyond(theirSeq: (line: LineId) => number): number {
    return this.lines().reduce((sum, line) => sum + Math.max(0, this.receivedSeq(line) - theirSeq(line)), 0)
  }

  durableHeads(): Promise<Heads> {
    return durableHeads(this.#journal, this.#log)
  }

  durableHeadsBeyond(theirSeq: (line: LineId) => number): Promise<Heads | null> {
    return durableHeadsBeyond(this.#journal, this.#log, theirSeq)
  }

  /**
   * Takes in what came from elsewhere and applies what can be applied. `kept` says whether the bytes lie durably in
   * this folder already (a visitor put them there) or go into the journal first.
   */
  async takeIn(ranges: readonly Range[], kept: 'journal' | 'already'): Promise<number> {
    const fresh = ranges.flatMap((range) => {
      const outcome = this.#log.offer(range)
      if (outcome.kind === 'mismatch') this.#splitLine = range.line
      return outcome.kind === 'appended' ? [this.#log.newPart(range, outcome.fromSeq)] : []
    })
    // All of them ride on one flush, so the last one's promise is everybody's.
    let flushed: Promise<void> | null = null
    if (kept === 'journal') for (const range of fresh) flushed = this.#journal.append(range)
    // Before the flush: where that is refused, they are here all the same, and are to be sent on once it succeeds.
    if (fresh.length > 0) this.#revision += 1
    await flushed
    // Also where nothing is new: what came earlier may have been refused by the disk, and then still waits to be applied.
    await this.#journal.settled()
    this.#log.applyReady()
    if (this.state.hierarchy.hasEndings) await this.endings.settle(() => this.#startOver())
    this.#file.rescued(this.#log.rescued())
    return fresh.reduce((sum, range) => sum + range.events.length, 0)
  }

  /** A line of which another history was offered here than the one that is here; null where there was none. */
  get splitLine(): LineId | null {
    return this.#splitLine
  }

  /** Document bytes that are needed and not here. */
  wantedContents(): readonly LiveContent[] {
    return this.#file.live.wanted()
  }

  contentArrived(hash: string): void {
    this.#file.live.arrived(hash)
  }

  /** The bytes behind those events' documents that are still live, and here. */
  liveContentsOf(line: LineId, fromSeq: number, toSeq: number): readonly LiveContent[] {
    return this.#file.live.broughtBy(line, fromSeq, toSeq).filter(({ hash }) => this.contents.has(hash))
  }

  // The working folder

  /** Brings the working folder up to date; a file that was changed from outside is left, and its document waits. */
  layDocuments(): readonly WaitingDocument[] {
    return this.#file.documentDesk.lay()
  }

  /** Takes on what people saved in the working folder, each save against the version it was opened from. */
  takeOutsideSaves(deed: Deed): Promise<readonly SaveOutcome[]> {
    return this.#file.documentDesk.takeOutsideSaves((documentId, bytes, seen) =>
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
    if (this.#log.overrun().length > 0) this.#startOver()
    this.#file.rescued(this.#log.rescued())
    return stray
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

  #startOver(): void {
    this.#file = new FoldedFile(this.contents, this.#ports)
    this.#isStartingOver = true
    this.#log.startOver()
    this.#isStartingOver = false
  }

  #applied(line: LineId, seq: number, event: Event): void {
    this.#writer.applied(line, event)
    this.#file.apply({ line, seq }, event)
    if (!this.#isStartingOver) this.#ports.trace.tell({ kind: 'applied', line, seq, note: event.note })
  }
}
