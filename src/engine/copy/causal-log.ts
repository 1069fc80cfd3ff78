import { CodecError } from '../event/byte-reader.ts'
import type { Chain } from '../event/chain.ts'
import { createEventReader, type EventReader } from '../event/event-reader.ts'
import type { After, Event } from '../event/event.ts'
import type { AppendOutcome, LineLog } from '../event/line-log.ts'
import type { LineId } from '../event/line.ts'
import type { Range } from '../event/range-codec.ts'
import { invariant } from '../invariant.ts'
import { type Branch, branchName, cutBranch, nearest, newBranch } from './branch.ts'
import { Histories } from './histories.ts'
import { branchMeant, resolvedEvent } from './split-references.ts'

/** Takes one event whose whole past has been taken before. `isNews` is false where it is folded once more. */
export type Apply = (line: LineId, seq: number, event: Event, isNews: boolean) => void

/**
 * All lines that are here. An event is received when its bytes are here, and applied when everything it was made
 * after is here too; until then it waits and is counted. A line of which two histories come up is split, and all is
 * folded anew, since events that were applied have other names from then on.
 */
export class CausalLog {
  readonly #apply: Apply
  readonly histories: Histories
  readonly #dirty = new Set<LineId>()
  readonly #reader: EventReader
  readonly #foldAnew: () => void
  #hasSplits = false
  #isRenamed = false

  constructor(
    chain: Chain,
    apply: Apply,
    foldAnew: () => void,
    reader: EventReader = createEventReader(chain),
  ) {
    this.histories = new Histories(chain)
    this.#apply = apply
    this.#foldAnew = foldAnew
    this.#reader = reader
  }

  lines(): readonly LineId[] {
    return this.histories.all().map(({ id }) => id)
  }

  log(line: LineId): LineLog | null {
    return this.histories.log(line)
  }

  receivedSeq(line: LineId): number {
    return this.histories.receivedSeq(line)
  }

  appliedSeq(line: LineId): number {
    return this.histories.get(line)?.appliedSeq ?? 0
  }

  /** Received, but made after something that is not here yet. */
  get unapplied(): number {
    let count = 0
    for (const { log, appliedSeq } of this.histories.all()) count += log.seq - appliedSeq
    return count
  }

  /** The lines that were applied further than `mentioned` says: what a new event is made after. */
  movedSince(mentioned: ReadonlyMap<LineId, number>): readonly After[] {
    const moved: After[] = []
    for (const { id, log, appliedSeq, from } of this.histories.all()) {
      if (appliedSeq > (mentioned.get(id) ?? from)) {
        moved.push({ line: id, seq: appliedSeq, hashStart: log.hashAt(appliedSeq).slice(0, 8) })
      }
    }
    return moved
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
    own.log.append(bytes)
    own.appliedSeq = own.log.seq
    this.#take(own, event)
    return own.log.seq
  }

  /** Applies whatever can be applied, in rounds over the lines by id; returns how many events that were. */
  applyReady(): number {
    if (this.#isRenamed) this.#restart()
    let applied = 0
    for (let isMoving = this.#dirty.size > 0; isMoving;) {
      isMoving = false
      for (const line of [...this.#dirty].sort()) {
        const count = this.#advance(line)
        applied += count
        isMoving ||= count > 0
      }
    }
    return applied
  }

  #receive(branch: Branch, log: LineLog, range: Range): AppendOutcome {
    const decoded: Event[] = []
    const outcome = this.#read(log, range, decoded)
    if (outcome.kind !== 'appended') return outcome
    for (const event of decoded) branch.decoded.push(event)
    this.#dirty.add(branch.id)
    return outcome
  }

  #read(log: LineLog, range: Range, decoded: Event[]): AppendOutcome {
    try {
      return log.offer(range, (previousHash, bytes) => {
        const { hash, event } = this.#reader.read(previousHash, bytes)
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
    const outcome = this.#receive(newBranch(end.id, log, null, at), log, range)
    if (outcome.kind !== 'appended') return outcome
    if (at < trunk.log.seq) this.#cut(trunk, at)
    const fresh = newBranch(branchName(log, at + 1), log, trunk, at)
    trunk.children.push(fresh)
    this.histories.add(fresh)
    this.#hasSplits = true
    this.#decodeAgain(fresh)
    return outcome
  }

  #cut(branch: Branch, at: number): void {
    const rest = cutBranch(branch, at)
    this.histories.add(rest)
    this.#isRenamed = true
  }

  #restart(): void {
    this.#isRenamed = false
    this.#foldAnew()
    for (const branch of this.histories.all()) this.#decodeAgain(branch)
  }

  #decodeAgain(branch: Branch): void {
    const { log, from, decoded, sides } = branch
    branch.appliedSeq = from
    sides.clear()
    decoded.length = 0
    for (let seq = from + 1; seq <= log.seq; seq += 1) {
      decoded.push(this.#reader.read(log.hashAt(seq - 1), log.eventAt(seq)).event)
    }
    this.#dirty.add(branch.id)
  }

  #advance(line: LineId): number {
    const branch = this.histories.line(line)
    if (branch.parent && branch.parent.appliedSeq < branch.from) return 0
    let count = 0
    for (const event of branch.decoded) {
      if (!this.#isPastHere(event)) break
      count += 1
      branch.appliedSeq += 1
      this.#take(branch, event)
    }
    branch.decoded.splice(0, count)
    if (branch.decoded.length === 0) this.#dirty.delete(line)
    return count
  }

  #take(branch: Branch, event: Event): void {
    const isNews = branch.appliedSeq > branch.toldSeq
    if (isNews) branch.toldSeq = branch.appliedSeq
    const meant = this.#hasSplits ? resolvedEvent(branch, event, (line) => this.histories.get(line)) : event
    this.#apply(branch.id, branch.appliedSeq, meant, isNews)
  }

  #isPastHere(event: Event): boolean {
    for (const after of event.after) {
      const named = this.histories.get(after.line)
      const past = named && named.children.length > 0 ? branchMeant(named, after) : named
      if (!past || past.appliedSeq < after.seq) return false
      if (!past.log.hashAt(after.seq).startsWith(after.hashStart)) return false
    }
    return true
  }
}
