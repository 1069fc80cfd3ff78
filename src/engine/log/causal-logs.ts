import { CodecError } from '../binary/index.ts'
import type { Range } from '../codec/index.ts'
import {
  type Dep,
  type HashChain,
  createEventReader,
  decodeEvent,
  type Event,
  type EventReader,
} from '../event/index.ts'
import type { Dot, LogId } from '../identifier/index.ts'
import { invariant } from '../invariant.ts'
import type { Cut, SavedLogs } from './cold-logs.ts'
import type { AppendOutcome, EventLog } from './event-log.ts'
import { FoldingLimits } from './folding-limits.ts'
import { historyMeant, resolvedEvent } from './fork-references.ts'
import { Histories } from './histories.ts'
import { type History, historyId, cutHistory, nearest, newHistory } from './history.ts'
import type { ReadBlock } from './log-base.ts'
import type { Rescued, LogListener } from './log-listener.ts'

/**
 * All logs on this copy. An event is received when its bytes are here, and applied when its causal past is
 * here too. Events beyond an abandoned log's cut are carried, and applied only if a live log wrote after
 * them. Rebuilds the state when applied events no longer hold. A fork renames later events of its log. A
 * copy that is cut off takes back what it had shown.
 */
export class CausalLogs {
  readonly histories: Histories
  readonly #listener: LogListener
  readonly #limits: FoldingLimits
  readonly #dirty = new Set<LogId>()
  readonly #reader: EventReader
  #hasForks = false
  #needsRebuild = false

  constructor(chain: HashChain, listener: LogListener, reader: EventReader = createEventReader(chain)) {
    this.histories = new Histories(chain)
    this.#limits = new FoldingLimits(this.histories, this.#dirty)
    this.#listener = listener
    this.#reader = reader
  }

  log(logId: LogId): EventLog | null {
    return this.histories.log(logId)
  }

  receivedSeq(logId: LogId): number {
    return this.histories.receivedSeq(logId)
  }

  appliedSeq(logId: LogId): number {
    return this.histories.appliedSeq(logId)
  }

  /** Received, but with part of the causal past missing. */
  get unapplied(): number {
    let count = 0
    for (const { log, appliedSeq, limit } of this.histories.loaded())
      count += Math.max(0, Math.min(log.seq, limit) - appliedSeq)
    return count
  }

  rescued(): readonly Rescued[] {
    return this.#limits.cutOff().flatMap(({ id, appliedSeq, decoded, limit }) => {
      const first = appliedSeq + 1
      return decoded
        .map((event, index) => ({ dot: { log: id, seq: first + index }, event }))
        .filter(({ dot }) => dot.seq > limit)
    })
  }

  /** Abandoned logs that this copy applied beyond the cut before it knew of it. */
  overrun(): readonly Dot[] {
    return this.#limits
      .cutOff()
      .flatMap(({ id, appliedSeq, limit }) => (appliedSeq > limit ? [{ log: id, seq: appliedSeq }] : []))
  }

  /** Keeps what was applied of them. The next own event declares them as its past. */
  keepOverrun(): void {
    for (const { log: logId, seq } of this.overrun()) this.histories.getOrCreate(logId).limit = seq
  }

  /** Ignores cuts of other histories than the one here. */
  isCutOff(logId: LogId): boolean {
    return this.#limits.isCutOff(logId)
  }

  movedSince(mentioned: ReadonlyMap<LogId, number>): readonly Dep[] {
    const moved: Dep[] = []
    for (const { id, log, appliedSeq, from } of this.histories.loaded()) {
      if (appliedSeq > (mentioned.get(id) ?? from)) {
        moved.push({ log: id, seq: appliedSeq, hashStart: log.hashAt(appliedSeq).slice(0, 8) })
      }
    }
    const cold = this.histories.coldBeyond(mentioned)
    return cold.length === 0 ? moved : [...moved, ...cold].sort((a, b) => (a.log < b.log ? -1 : 1))
  }

  /** Notifies nobody. Throws DiskTrouble, CodecError. */
  restore(saved: SavedLogs, read: ReadBlock): void {
    this.histories.restore(saved, read)
    this.#limits.restore(saved.cuts)
    this.#hasForks = saved.loaded.some(({ parent }) => parent !== null)
    for (const history of this.histories.loaded()) {
      for (let seq = history.appliedSeq + 1; seq <= history.log.seq; seq += 1)
        history.decoded.push(decodeEvent(history.log.eventAt(seq)))
      if (history.decoded.length > 0 && history.appliedSeq < history.limit) this.#dirty.add(history.id)
    }
  }

  get isUpToDate(): boolean {
    return !this.#needsRebuild && !this.#limits.areOld
  }

  cuts(): readonly Cut[] {
    return this.#limits.cuts()
  }

  /**
   * Applies nothing before {@link applyReady}. Throws CodecError, and receives nothing, if an event is
   * unreadable.
   */
  offer(range: Range): AppendOutcome {
    const root = this.histories.getOrCreate(range.log)
    const history = root.children.length === 0 ? root : nearest(root, range)
    const outcome = this.#receive(history, history.log, range)
    if (outcome.kind !== 'mismatch') return outcome
    const at = history.log.agreedSeq(range)
    return at === null ? outcome : this.#fork(history, at, range)
  }

  /** Its past is here by construction. */
  appendOwn(logId: LogId, bytes: Uint8Array, event: Event): number {
    const own = this.histories.getOrCreate(logId)
    invariant(own.children.length === 0, 'a copy never continues a forked log')
    invariant(own.appliedSeq === own.log.seq, 'a copy never writes to a log that ends in rescue')
    own.log.append(bytes)
    own.appliedSeq = own.log.seq
    this.#noteAbandonments(own, own.log.seq, event)
    this.#take(own, event)
    return own.log.seq
  }

  /** Works in rounds over the logs by id. Returns how many events it applied. */
  applyReady(): number {
    this.#limits.renewIfOld()
    if (this.#needsRebuild) this.#beginRebuild()
    let applied = 0
    for (let isMoving = this.#dirty.size > 0; isMoving;) {
      isMoving = false
      for (const logId of [...this.#dirty].sort()) {
        const count = this.#advance(logId)
        applied += count
        isMoving ||= count > 0 || this.#limits.takeRaised()
      }
    }
    return applied
  }

  rebuild(): void {
    this.#needsRebuild = true
    this.applyReady()
  }

  #receive(history: History, log: EventLog, range: Range): AppendOutcome {
    const decoded: Event[] = []
    const outcome = this.#read(log, range, decoded)
    // A fork is read first, and only then gets a branch for its events.
    if (outcome.kind !== 'appended' || log !== history.log) return outcome
    let seq = outcome.fromSeq
    for (const event of decoded) {
      history.decoded.push(event)
      this.#noteAbandonments(history, seq, event)
      seq += 1
    }
    this.#limits.received(history, outcome.fromSeq)
    this.#dirty.add(history.id)
    return outcome
  }

  #read(log: EventLog, range: Range, decoded: Event[]): AppendOutcome {
    try {
      return log.offer(range, (previousHash, bytes) => {
        const { hash, event } = this.#reader.read(previousHash, bytes)
        if (this.histories.cold) this.#limits.readCutsOf(event)
        decoded.push(event)
        return hash
      })
    } catch (trouble) {
      // A caller that knows the last hash has a better source, and asks that one.
      if (trouble instanceof CodecError && range.lastHash !== undefined) return { kind: 'damaged' }
      throw trouble
    }
  }

  // Reads the whole new history before cutting the old one, so an unreadable range changes nothing.
  #fork(end: History, at: number, range: Range): AppendOutcome {
    let trunk = end
    while (trunk.parent && at <= trunk.from) trunk = trunk.parent
    const log = end.log.upTo(at)
    const outcome = this.#receive(end, log, range)
    if (outcome.kind !== 'appended') return outcome
    if (at < trunk.log.seq) this.#cut(trunk, at)
    const fresh = newHistory(historyId(log, at + 1), log, trunk, at)
    trunk.children.push(fresh)
    this.histories.add(fresh)
    this.#hasForks = true
    this.#readAgain(fresh)
    this.#limits.forked(fresh)
    return outcome
  }

  #cut(history: History, at: number): void {
    this.histories.add(cutHistory(history, at))
    this.#needsRebuild = true
  }

  #beginRebuild(): void {
    const histories = this.histories.all()
    // Reads first, forgets after: saved events may have become unreadable.
    for (const { log } of histories) log.readAll()
    this.#needsRebuild = false
    this.#listener.rebuild()
    for (const history of histories) this.#readAgain(history)
  }

  #readAgain(history: History): void {
    const { log, from, decoded, sides } = history
    history.appliedSeq = from
    sides.clear()
    decoded.length = 0
    for (let seq = from + 1; seq <= log.seq; seq += 1) {
      const event = decodeEvent(log.eventAt(seq))
      decoded.push(event)
      this.#noteAbandonments(history, seq, event)
    }
    this.#dirty.add(history.id)
  }

  #advance(logId: LogId): number {
    const history = this.histories.getOrCreate(logId)
    if (history.parent && history.parent.appliedSeq < history.from) return 0
    let count = 0
    try {
      for (const event of history.decoded) {
        if (history.appliedSeq >= history.limit || !this.#isPastHere(event)) break
        count += 1
        history.appliedSeq += 1
        this.#take(history, event)
      }
    } finally {
      // Runs even if saved events of the past cannot be read.
      history.decoded.splice(0, count)
    }
    if (history.decoded.length === 0 || history.appliedSeq >= history.limit) this.#dirty.delete(logId)
    return count
  }

  #take(history: History, event: Event): void {
    const isNew = history.appliedSeq > history.emittedSeq
    if (isNew) history.emittedSeq = history.appliedSeq
    const meant = this.#hasForks ? resolvedEvent(history, event, (logId) => this.histories.get(logId)) : event
    this.#listener.apply(history.id, history.appliedSeq, meant, isNew)
  }

  #isPastHere(event: Event): boolean {
    for (const dep of event.deps) {
      const named = this.histories.get(dep.log)
      const past = named && named.children.length > 0 ? historyMeant(named, dep) : named
      if (past && past.limit < dep.seq) this.#limits.raise(past, dep)
      if (!past || past.appliedSeq < dep.seq) return false
      if (!past.log.hashAt(dep.seq).startsWith(dep.hashStart)) return false
    }
    return true
  }

  // On receipt, not on application: events beyond the cut that arrive with it were shown to nobody here.
  #noteAbandonments({ id }: History, seq: number, event: Event): void {
    for (const op of event.ops) {
      if (op.kind !== 'abandon') continue
      this.#limits.cut(op)
      this.#listener.abandoned({ log: id, seq }, event, op)
    }
  }
}
