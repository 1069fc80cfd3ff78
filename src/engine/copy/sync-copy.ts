import { DocumentList } from '../document/document-list.ts'
import { documentTable, contentField, nameField, type DocumentView } from '../document/document-view.ts'
import { refusedEntries } from '../document/import-check.ts'
import { LiveContents, type LiveContent } from '../document/live-contents.ts'
import { type Laying, type OutsideSave, WorkingFolder } from '../document/working-folder.ts'
import { Chain } from '../event/chain.ts'
import { decodeEvent, encodeEvent, type Event } from '../event/event.ts'
import type { Heads } from '../event/heads.ts'
import type { LineLog } from '../event/line-log.ts'
import { type Dot, dotText, isSameDot, type LineId, parseDot } from '../event/line.ts'
import type { Op, WriteOp } from '../event/op.ts'
import type { Range } from '../event/range-codec.ts'
import { adoptStamp, nextStamp, type Stamp } from '../event/stamp.ts'
import { contentValue, textValue, type Value } from '../event/value.ts'
import { canonicalState } from '../fold/canonical-state.ts'
import { FileState } from '../fold/file-state.ts'
import { isConflict, type Register, shownDots } from '../fold/register.ts'
import { parseSeen, seenToken, type SeenToken } from '../fold/seen.ts'
import { Contents } from '../folder/contents.ts'
import type { CopyIdentity, FileFormat } from '../folder/identity.ts'
import { Journal } from '../folder/journal.ts'
import { DiskTrouble } from '../ports/disk.ts'
import { CausalLog } from './causal-log.ts'
import type { CopyPorts } from './copy-ports.ts'
import type { DiskRefusal, EditOutcome, ResolveOutcome, SaveOutcome } from './outcomes.ts'

/** What a reader sees of one register, and the token that the next write gives back. */
export interface Reading {
  readonly register: Register | null
  readonly seen: SeenToken
}

/** A version that is not in the working folder yet, and what it waits for. */
export interface WaitingDocument {
  readonly document: DocumentView
  readonly waitsFor: Exclude<Laying, 'laid' | 'as-it-is'>
}

/** Who does something, with what the engine carries beside it. */
export interface Deed {
  readonly author: string
  readonly note: string
}

/**
 * One person's copy of a client file: reads, writes, and takes in what others did. It knows no network; exchanges
 * hand it ranges and ask it for what is lacking elsewhere.
 */
export class SyncCopy {
  readonly format: FileFormat
  readonly identity: CopyIdentity
  readonly contents: Contents
  readonly #ports: CopyPorts
  readonly #journal: Journal
  readonly #log: CausalLog
  readonly #state = new FileState()
  readonly #documents = new DocumentList(this.#state)
  readonly #live = new LiveContents()
  readonly #working: WorkingFolder
  readonly #unlaid = new Set<string>()
  readonly #mentioned: Map<LineId, number>
  #latestStamp: Stamp = { ms: 0, count: 0 }
  #revision = 0
  #ownEditListener: () => void = () => {}

  /** Made by `openCopy` alone, which hands in what it recovered. */
  constructor(format: FileFormat, identity: CopyIdentity, ports: CopyPorts, journal: Journal) {
    this.format = format
    this.identity = identity
    this.#ports = ports
    this.#journal = journal
    // A line's own past needs no mention: it is what the event's place says.
    this.#mentioned = new Map([[identity.line, Number.MAX_SAFE_INTEGER]])
    this.contents = new Contents(ports.disk, ports.digest)
    this.#working = new WorkingFolder(ports.disk, ports.digest, this.contents)
    this.#log = new CausalLog(new Chain(ports.digest), (line, seq, event) => this.#applied(line, seq, event))
  }

  // Reading

  get state(): FileState {
    return this.#state
  }

  /** Changes whenever anything was received or written: whoever sent all up to a revision has nothing unsent at it. */
  get revision(): number {
    return this.#revision
  }

  get unapplied(): number {
    return this.#log.unapplied
  }

  read(table: string, key: string, field: string): Reading {
    const register = this.#state.register(table, key, field)
    return { register, seen: seenToken(shownDots(register)) }
  }

  documents(): readonly DocumentView[] {
    return this.#documents.all()
  }

  document(documentId: string): DocumentView | null {
    return this.#documents.find(documentId)
  }

  canonicalState(): string {
    return canonicalState(this.#state)
  }

  /** Whether this copy has applied the event. */
  hasApplied(dot: Dot): boolean {
    return this.#log.appliedSeq(dot.line) >= dot.seq
  }

  // Writing

  /** Writes one field; the record is made if there is none. It replaces what `seen` says was shown, and nothing else. */
  async edit(
    place: { table: string; key: string; field: string },
    value: Value,
    seen: SeenToken,
    deed: Deed,
  ): Promise<EditOutcome> {
    const replaced = this.#replaced(place, seen)
    if (typeof replaced === 'string') return { kind: 'bad-seen', detail: replaced }
    const dot = await this.#write([writeOf(place, value, replaced)], deed)
    if (dot instanceof DiskTrouble) return refusal(dot)
    const register = this.#state.register(place.table, place.key, place.field)
    return {
      kind: 'acknowledged',
      dot,
      seen: seenToken([dot]),
      conflicts: register !== null && isConflict(register.heads),
    }
  }

  /** Writes fields that belong together as one: they are shown, replaced and in conflict together. */
  async editGroup(
    place: { table: string; key: string; group: string },
    value: Value,
    seen: SeenToken,
    deed: Deed,
  ): Promise<EditOutcome> {
    const asField = { table: place.table, key: place.key, field: place.group }
    const replaced = this.#replaced(asField, seen)
    if (typeof replaced === 'string') return { kind: 'bad-seen', detail: replaced }
    const dot = await this.#write([{ ...writeOf(asField, value, replaced), group: place.group }], deed)
    if (dot instanceof DiskTrouble) return refusal(dot)
    const register = this.#state.register(place.table, place.key, place.group)
    return {
      kind: 'acknowledged',
      dot,
      seen: seenToken([dot]),
      conflicts: register !== null && isConflict(register.heads),
    }
  }

  /** Saves a version of a document that superseded exactly the version it was opened from. */
  async saveDocument(
    documentId: string,
    bytes: Uint8Array,
    seen: SeenToken,
    deed: Deed,
  ): Promise<SaveOutcome> {
    const place = { table: documentTable, key: documentId, field: contentField }
    const replaced = this.#replaced(place, seen)
    if (typeof replaced === 'string') return { kind: 'bad-seen', detail: replaced }
    const hash = this.#putContent(bytes)
    if (hash instanceof DiskTrouble) return refusal(hash)
    const op: WriteOp = { ...writeOf(place, contentValue(hash, bytes.length), replaced), merge: 'document' }
    const dot = await this.#write([op], deed)
    if (dot instanceof DiskTrouble) return refusal(dot)
    const view = this.document(documentId)
    return { kind: 'acknowledged', documentId, dot, conflicts: view?.inConflict ?? false }
  }

  async createDocument(name: string, bytes: Uint8Array, deed: Deed): Promise<SaveOutcome> {
    const refused = refusedEntries([{ path: name, kind: 'file' }])[0]
    if (refused) return { kind: 'bad-name', detail: `${name} ${refused.reason}` }
    const hash = this.#putContent(bytes)
    if (hash instanceof DiskTrouble) return refusal(hash)
    const documentId = dotText({
      line: this.identity.line,
      seq: this.#log.receivedSeq(this.identity.line) + 1,
    })
    const place = { table: documentTable, key: documentId }
    const named = writeOf({ ...place, field: nameField }, textValue(name), [])
    const content = writeOf({ ...place, field: contentField }, contentValue(hash, bytes.length), [])
    const dot = await this.#write([named, { ...content, merge: 'document' }], deed)
    return dot instanceof DiskTrouble
      ? refusal(dot)
      : { kind: 'acknowledged', documentId, dot, conflicts: false }
  }

  /** Writes many fields of new records as one event: all of it, or nothing. */
  async writeRecords(
    records: readonly { table: string; key: string; field: string; value: Value }[],
    deed: Deed,
  ): Promise<Dot | DiskRefusal> {
    const ops = records.map(({ value, ...place }) =>
      writeOf(place, value, shownDots(this.#state.register(place.table, place.key, place.field))),
    )
    const dot = await this.#write(ops, deed)
    return dot instanceof DiskTrouble ? refusal(dot) : dot
  }

  /** Makes this copy known: part of its line, and so carried everywhere. */
  async register(): Promise<Dot | DiskRefusal> {
    const { copyName, user, parent } = this.identity
    const dot = await this.#write([{ kind: 'register-copy', copyName, user, parent }], {
      author: user,
      note: '',
    })
    return dot instanceof DiskTrouble ? refusal(dot) : dot
  }

  /** Takes one value of a conflict and settles those named. What has arrived beside them keeps the conflict open. */
  async resolve(
    choice: { table: string; key: string; field: string; take: string; settles: readonly string[] },
    deed: Deed,
  ): Promise<ResolveOutcome> {
    const register = this.#state.register(choice.table, choice.key, choice.field)
    if (!register || !isConflict(register.heads)) {
      return {
        kind: 'no-conflict',
        detail: `${choice.table}/${choice.key}.${choice.field} is not in conflict here`,
      }
    }
    const taken = register.heads.find((head) => dotText(head.dot) === choice.take)
    if (!taken)
      return { kind: 'unknown-value', detail: `${choice.take} is not one of the values in conflict there` }
    const settled = register.heads.filter(
      (head) => head === taken || choice.settles.includes(dotText(head.dot)),
    )
    const op: WriteOp = {
      ...writeOf(
        register,
        taken.value,
        settled.map((head) => head.dot),
      ),
      merge: register.merge,
      group: register.group,
      resolves: true,
    }
    const dot = await this.#write([op], deed)
    if (dot instanceof DiskTrouble) return refusal(dot)
    const left = register.heads.filter(
      (head) => !settled.includes(head) && head.canonical !== taken.canonical,
    )
    return { kind: 'resolved', dot, left }
  }

  // Exchanging

  onOwnEdit(listener: () => void): void {
    this.#ownEditListener = listener
  }

  receivedSeq(line: LineId): number {
    return this.#log.receivedSeq(line)
  }

  lineLog(line: LineId): LineLog | null {
    return this.#log.log(line)
  }

  /** How many events are here beyond what `theirSeq` says of each line. */
  eventsBeyond(theirSeq: (line: LineId) => number): number {
    return this.#log
      .lines()
      .reduce((sum, line) => sum + Math.max(0, this.#log.receivedSeq(line) - theirSeq(line)), 0)
  }

  /** The heads of all that is durably here. */
  async durableHeads(): Promise<Heads> {
    // Asked anew each time: while one flush was awaited, somebody may have written.
    while (this.#journal.isWaiting) await this.#journal.settled()
    return this.#log.heads()
  }

  /**
   * Takes in what came from elsewhere and applies what can be applied. `kept` says whether the bytes lie durably in
   * this folder already (a visitor put them there) or go into the journal first.
   */
  async takeIn(ranges: readonly Range[], kept: 'journal' | 'already'): Promise<number> {
    const fresh = ranges.flatMap((range) => {
      const outcome = this.#log.offer(range)
      return outcome.kind === 'appended' ? [this.#since(range, outcome.fromSeq)] : []
    })
    if (kept === 'journal') await Promise.all(fresh.map((range) => this.#journal.append(range)))
    if (fresh.length > 0) this.#revision += 1
    // Also where nothing is new: what came earlier may have been refused by the disk, and then still waits to be applied.
    await this.#journal.settled()
    this.#log.applyReady()
    return fresh.reduce((sum, range) => sum + range.events.length, 0)
  }

  /** Document bytes that are needed and not here. */
  wantedContents(): readonly LiveContent[] {
    return this.#live.wanted()
  }

  contentArrived(hash: string): void {
    this.#live.arrived(hash)
  }

  /** The bytes behind those events' documents that are still live, and here. */
  liveContentsOf(line: LineId, fromSeq: number, toSeq: number): readonly LiveContent[] {
    const log = this.#log.log(line)
    const found: LiveContent[] = []
    for (let seq = fromSeq; log && seq <= toSeq; seq += 1) {
      for (const op of decodeEvent(log.eventAt(seq)).ops) {
        if (op.kind !== 'write' || op.value.kind !== 'content') continue
        if (this.#live.isLive(op.value.hash) && this.contents.has(op.value.hash)) found.push(op.value)
      }
    }
    return found
  }

  // The working folder

  /** Brings the working folder up to date; a file that was changed from outside is left, and its document waits. */
  layDocuments(): readonly WaitingDocument[] {
    const waiting: WaitingDocument[] = []
    for (const documentId of this.#unlaid) {
      const view = this.#documents.find(documentId)
      const laid = view ? this.#working.lay(view) : 'as-it-is'
      if (!view || laid === 'laid' || laid === 'as-it-is') this.#unlaid.delete(documentId)
      else waiting.push({ document: view, waitsFor: laid })
    }
    return waiting
  }

  /** Takes on what people saved in the working folder, each save against the version it was opened from. */
  async takeOutsideSaves(deed: Deed): Promise<readonly SaveOutcome[]> {
    const outcomes: SaveOutcome[] = []
    for (const save of this.#working.outsideSaves()) {
      if (!this.#isShownAlready(save)) outcomes.push(await this.#takeOutsideSave(save, deed))
    }
    return outcomes
  }

  // As a crash leaves it that came between laying a version and noting it: nobody saved anything.
  #isShownAlready(save: OutsideSave): boolean {
    const view = this.document(save.documentId)
    if (!view || this.#ports.digest.sha256Hex(save.bytes) !== view.hash) return false
    this.#working.tookOn(view, view.hash, view.versionDots)
    return true
  }

  async #takeOutsideSave(save: OutsideSave, deed: Deed): Promise<SaveOutcome> {
    const outcome = await this.saveDocument(save.documentId, save.bytes, seenToken(save.base), deed)
    const view = this.document(save.documentId)
    if (outcome.kind === 'acknowledged' && view) {
      this.#working.tookOn(view, this.#ports.digest.sha256Hex(save.bytes), [outcome.dot])
    }
    return outcome
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

  close(): void {
    this.#journal.close()
  }

  #putContent(bytes: Uint8Array): string | DiskTrouble {
    try {
      return this.contents.put(bytes)
    } catch (trouble) {
      if (trouble instanceof DiskTrouble) return trouble
      throw trouble
    }
  }

  async #write(ops: readonly Op[], deed: Deed): Promise<Dot | DiskTrouble> {
    const { line } = this.identity
    const event: Event = {
      stamp: nextStamp(this.#latestStamp, this.#ports.clock.nowMs()),
      author: deed.author,
      note: deed.note,
      after: this.#log.movedSince(this.#mentioned),
      ops,
    }
    const bytes = encodeEvent(event)
    const previousHash = this.#log.log(line)?.hash ?? new Chain(this.#ports.digest).start(line)
    const seq = this.#log.appendOwn(line, bytes, event)
    this.#revision += 1
    try {
      await this.#journal.append({ line, first: seq, previousHash, events: [bytes] })
    } catch (trouble) {
      if (trouble instanceof DiskTrouble) return trouble
      throw trouble
    }
    this.#ownEditListener()
    return { line, seq }
  }

  #applied(line: LineId, seq: number, event: Event): void {
    this.#latestStamp = adoptStamp(this.#latestStamp, event.stamp, this.#ports.clock.nowMs())
    if (line === this.identity.line) {
      for (const after of event.after) this.#mentioned.set(after.line, after.seq)
      this.#latestStamp = event.stamp
    }
    this.#state.apply({ line, seq }, event, (register, written, gone) => {
      this.#live.written(register, written, gone, (hash) => this.contents.has(hash))
      if (register.table !== documentTable) return
      this.#documents.written(register.key)
      this.#unlaid.add(register.key)
    })
    this.#ports.trace.tell({ kind: 'applied', line, seq, note: event.note })
  }

  #since(range: Range, fromSeq: number): Range {
    const skip = fromSeq - range.first
    if (skip === 0) return range
    const log = this.#log.log(range.line)
    return {
      ...range,
      first: fromSeq,
      previousHash: log?.hashAt(fromSeq - 1) ?? '',
      events: range.events.slice(skip),
    }
  }

  /** The dots that a token supersedes, or why it cannot be a token of this register. */
  #replaced(place: { table: string; key: string; field: string }, seen: SeenToken): readonly Dot[] | string {
    const dots = parseSeen(seen)
    if (!dots) return `"${seen}" is not a seen token: give back the one that a read printed`
    const heads = this.#state.register(place.table, place.key, place.field)?.heads ?? []
    for (const dot of dots) {
      // Mostly it stands there still, and the event need not be read again, which may have written hundreds of values.
      const isOfPlace = heads.some((head) => isSameDot(head.dot, dot)) || this.#wasWrittenBy(dot, place)
      if (!isOfPlace)
        return `${dotText(dot)} is no value of ${place.table}/${place.key}.${place.field} that this copy has shown`
    }
    return dots
  }

  #wasWrittenBy(dot: Dot, place: { table: string; key: string; field: string }): boolean {
    const log = this.#log.log(dot.line)
    return log !== null && this.hasApplied(dot) && wrote(decodeEvent(log.eventAt(dot.seq)), place)
  }
}

const refusal = (trouble: DiskTrouble): DiskRefusal => ({ kind: 'disk-trouble', trouble })

const wrote = (event: Event, place: { table: string; key: string; field: string }): boolean =>
  event.ops.some(
    (op) =>
      op.kind === 'write' && op.table === place.table && op.key === place.key && op.field === place.field,
  )

const writeOf = (
  place: { table: string; key: string; field: string },
  value: Value,
  supersedes: readonly Dot[],
): WriteOp => ({
  kind: 'write',
  merge: 'register',
  table: place.table,
  key: place.key,
  group: '',
  field: place.field,
  value,
  supersedes,
  resolves: false,
})

/** Reads `TABLE/KEY.FIELD`; null where the text is no address. A key may hold dots and slashes, a field may not. */
export const parseAddress = (text: string): { table: string; key: string; field: string } | null => {
  const match = /^([^/]+)\/(.+)\.([^./]+)$/.exec(text)
  if (!match?.[1] || !match[2] || !match[3]) return null
  return { table: match[1], key: match[2], field: match[3] }
}

/** A value's id as people write it. */
export const parseValueId = (text: string): Dot | null => parseDot(text)
