import { CodecError } from '../binary/index.ts'
import type { Range } from '../codec/index.ts'
import {
  type After,
  type Chain,
  createEventReader,
  decodeEvent,
  type Event,
  type EventReader,
} from '../event/index.ts'
import type { Dot, LineId } from '../identifier/index.ts'
import { invariant } from '../invariant.ts'
import { type Branch, branchName, cutBranch, nearest, newBranch } from './branch.ts'
import { FoldingLimits } from './folding-limits.ts'
import { Histories } from './histories.ts'
import type { ReadBlock } from './line-base.ts'
import type { AppendOutcome, LineLog } from './line-log.ts'
import type { Cut, RestingLog } from './resting-lines.ts'
import { branchMeant, resolvedEvent } from './split-references.ts'
import type { Rescued, Told } from './told.ts'

/**
 * All lines that are here. An event is received when its bytes are here, and applied when everything it was made
 * after is here too; until then it waits and is counted. What an abandoned line has beyond its cut is received and
 * carried like everything else, and applied only where somebody who is not abandoned wrote after it.
 *
 * What was applied is folded anew, all of it, where it does not hold any more: of a line that is split events have other
 * names from then on, and a copy that is cut off itself takes back what it had shown.
 */
export class CausalLog {
  readonly histories: Histories
  readonly #told: Told
  readonly #limits: FoldingLimits
  readonly #dirty = new Set<LineId>()
  readonly #reader: EventReader
  #hasSplits = false
  #isFoldOld = false

  constructor(chain: Chain, told: Told, reader: EventReader = createEventReader(chain)) {
    this.histories = new Histories(chain)
    this.#limits = new FoldingLimits(this.histories, this.#dirty)
    this.#told = told
    this.#reader = reader
  }

  log(line: LineId): LineLog | null {
    return this.histories.log(line)
  }

  receivedSeq(line: LineId): number {
    return this.histories.receivedSeq(line)
  }

  appliedSeq(line: LineId): number {
    return this.histories.appliedSeq(line)
  }

  /** Received, but made after something that is not here yet. */
  get unapplied(): number {
    let count = 0
    for (const { log, appliedSeq, limit } of this.histories.awake())
      count += Math.max(0, Math.min(log.seq, limit) - appliedSeq)
    return count
  }

  /** What is in rescue, by line and place. */
  rescued(): readonly Rescued[] {
    return this.#limits.cutOff().flatMap(({ id, appliedSeq, decoded, limit }) => {
      const first = appliedSeq + 1
      return decoded
        .map((event, index) => ({ dot: { line: id, seq: first + index }, event }))
        .filter(({ dot }) => dot.seq > limit)
    })
  }

  /** Abandoned lines that were applied further than they may be: what is shown here was not known to be cut off. */
  overrun(): readonly Dot[] {
    return this.#limits
      .cutOff()
      .flatMap(({ id, appliedSeq, limit }) => (appliedSeq > limit ? [{ line: id, seq: appliedSeq }] : []))
  }

  /** What is applied of them stays: an event of one's own says so from now on, being made after it. */
  keepOverrun(): void {
    for (const { line, seq } of this.overrun()) this.histories.line(line).limit = seq
  }

  /** Whether the history of a line that is here was abandoned; another one than was meant is not. */
  isCutOff(line: LineId): boolean {
    return this.#limits.isCutOff(line)
  }

  /** The lines that were applied further than `mentioned` says: what a new event is made after. */
  movedSince(mentioned: ReadonlyMap<LineId, number>): readonly After[] {
    const moved: After[] = []
    for (const { id, log, appliedSeq, from } of this.histories.awake()) {
      if (appliedSeq > (mentioned.get(id) ?? from)) {
        moved.push({ line: id, seq: appliedSeq, hashStart: log.hashAt(appliedSeq).slice(0, 8) })
      }
    }
    const resting = this.histories.restingBeyond(mentioned)
    return resting.length === 0 ? moved : [...moved, ...resting].sort((a, b) => (a.line < b.line ? -1 : 1))
  }

  /** Goes on with what was written down. Nothing of it is told; `read` gives the events. Throws DiskTrouble, CodecError. */
  takeUp(log: RestingLog, read: ReadBlock): void {
    this.histories.takeUp(log, read)
    this.#limits.takeUp(log.cuts)
    this.#hasSplits = log.awake.some(({ parent }) => parent !== null)
    for (const branch of this.histories.awake()) {
      for (let seq = branch.appliedSeq + 1; seq <= branch.log.seq; seq += 1)
        branch.decoded.push(decodeEvent(branch.log.eventAt(seq)))
      if (branch.decoded.length > 0 && branch.appliedSeq < branch.limit) this.#dirty.add(branch.id)
    }
  }

  /** Whether nothing waits to be folded anew. */
  get isSettled(): boolean {
    return !this.#isFoldOld && !this.#limits.areOld
  }

  /** Everybody who was abandoned, and where they were cut off. */
  cuts(): readonly Cut[] {
    return this.#limits.cuts()
  }

  /**
   * Receives a range; nothing is applied before {@link applyReady}. Throws CodecError, and receives nothing of it,
   * where an event in it cannot be read.
   */
  offer(range: Range): AppendOutcome {
    const root = this.histories.line(range.line)
    const branch = root.children.length === 0 ? root : nearest(root, range)
    const outcome = this.#receive(branch, branch.log, range)
    if (outcome.kind !== 'mismatch') return outcome
    const at = branch.log.agreedSeq(range)
    return at === null ? outcome : this.#split(branch, at, range)
  }

  /** Adds the copy's own next event, whose past is here by construction. */
  appendOwn(line: LineId, bytes: Uint8Array, event: Event): number {
    const own = this.histories.line(line)
    invariant(own.children.length === 0, 'nobody goes on with a line that was split')
    invariant(own.appliedSeq === own.log.seq, 'nobody writes in a line that ends in rescue')
    own.log.append(bytes)
    own.appliedSeq = own.log.seq
    this.#noteAbandonments(own, own.log.seq, event)
    this.#take(own, event)
    return own.log.seq
  }

  /** Applies whatever can be applied, in rounds over the lines by id; returns how many events that were. */
  applyReady(): number {
    this.#limits.renewIfOld()
    if (this.#isFoldOld) this.#beginAnew()
    let applied = 0
    for (let isMoving = this.#dirty.size > 0; isMoving;) {
      isMoving = false
      for (const line of [...this.#dirty].sort()) {
        const count = this.#advance(line)
        applied += count
        isMoving ||= count > 0 || this.#limits.takeRaised()
      }
    }
    return applied
  }

  /** Applies everything that is here anew, from the first event on. */
  foldAnew(): void {
    this.#isFoldOld = true
    this.applyReady()
  }

  #receive(branch: Branch, log: LineLog, range: Range): AppendOutcome {
    const decoded: Event[] = []
    const outcome = this.#read(log, range, decoded)
    // A split reads first, and only then has the branch that this is of.
    if (outcome.kind !== 'appended' || log !== branch.log) return outcome
    let seq = outcome.fromSeq
    for (const event of decoded) {
      branch.decoded.push(event)
      this.#noteAbandonments(branch, seq, event)
      seq += 1
    }
    this.#limits.received(branch, outcome.fromSeq)
    this.#dirty.add(branch.id)
    return outcome
  }

  #read(log: LineLog, range: Range, decoded: Event[]): AppendOutcome {
    try {
      return log.offer(range, (previousHash, bytes) => {
        const { hash, event } = this.#reader.read(previousHash, bytes)
        if (this.histories.resting) this.#limits.readCutsOf(event)
        decoded.push(event)
        return hash
      })
    } catch (trouble) {
      // Whoever knows how it must end has a better source, and asks that.
      if (trouble instanceof CodecError && range.lastHash !== undefined) return { kind: 'damaged' }
      throw trouble
    }
  }

  // First the new history, whole and read, and only then the old one is cut: where it cannot be read, nothing happened.
  #split(end: Branch, at: number, range: Range): AppendOutcome {
    let trunk = end
    while (trunk.parent && at <= trunk.from) trunk = trunk.parent
    const log = end.log.upTo(at)
    const outcome = this.#receive(end, log, range)
    if (outcome.kind !== 'appended') return outcome
    if (at < trunk.log.seq) this.#cut(trunk, at)
    const fresh = newBranch(branchName(log, at + 1), log, trunk, at)
    trunk.children.push(fresh)
    this.histories.add(fresh)
    this.#hasSplits = true
    this.#readAgain(fresh)
    this.#limits.split(fresh)
    return outcome
  }

  #cut(branch: Branch, at: number): void {
    this.histories.add(cutBranch(branch, at))
    this.#isFoldOld = true
  }

  #beginAnew(): void {
    const branches = this.histories.all()
    // Before anything is forgotten: what was written down may not be read any more.
    for (const { log } of branches) log.readAll()
    this.#isFoldOld = false
    this.#told.foldAnew()
    for (const branch of branches) this.#readAgain(branch)
  }

  #readAgain(branch: Branch): void {
    const { log, from, decoded, sides } = branch
    branch.appliedSeq = from
    sides.clear()
    decoded.length = 0
    for (let seq = from + 1; seq <= log.seq; seq += 1) {
      const event = decodeEvent(log.eventAt(seq))
      decoded.push(event)
      this.#noteAbandonments(branch, seq, event)
    }
    this.#dirty.add(branch.id)
  }

  #advance(line: LineId): number {
    const branch = this.histories.line(line)
    if (branch.parent && branch.parent.appliedSeq < branch.from) return 0
    let count = 0
    try {
      for (const event of branch.decoded) {
        if (branch.appliedSeq >= branch.limit || !this.#isPastHere(event)) break
        count += 1
        branch.appliedSeq += 1
        this.#take(branch, event)
      }
    } finally {
      // Also where the past was written down, and cannot be read.
      branch.decoded.splice(0, count)
    }
    if (branch.decoded.length === 0 || branch.appliedSeq >= branch.limit) this.#dirty.delete(line)
    return count
  }

  #take(branch: Branch, event: Event): void {
    const isNews = branch.appliedSeq > branch.toldSeq
    if (isNews) branch.toldSeq = branch.appliedSeq
    const meant = this.#hasSplits ? resolvedEvent(branch, event, (line) => this.histories.get(line)) : event
    this.#told.apply(branch.id, branch.appliedSeq, meant, isNews)
  }

  #isPastHere(event: Event): boolean {
    for (const after of event.after) {
      const named = this.histories.get(after.line)
      const past = named && named.children.length > 0 ? branchMeant(named, after) : named
      if (past && past.limit < after.seq) this.#limits.raise(past, after)
      if (!past || past.appliedSeq < after.seq) return false
      if (!past.log.hashAt(after.seq).startsWith(after.hashStart)) return false
    }
    return true
  }

  // At once, and not when it is applied: what came with it and lies beyond the cut has been shown to nobody here.
  #noteAbandonments({ id }: Branch, seq: number, event: Event): void {
    for (const op of event.ops) {
      if (op.kind !== 'abandon') continue
      this.#limits.cut(op)
      this.#told.abandoned({ line: id, seq }, event, op)
    }
  }
}
