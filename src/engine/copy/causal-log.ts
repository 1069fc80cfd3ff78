import { CodecError } from '../event/byte-reader.ts'
import type { Chain } from '../event/chain.ts'
import type { AbandonOp } from '../event/ending-op.ts'
import { createEventReader, type EventReader } from '../event/event-reader.ts'
import { type After, decodeEvent, type Event } from '../event/event.ts'
import type { Heads, HeadsEntry } from '../event/heads.ts'
import { type AppendOutcome, LineLog } from '../event/line-log.ts'
import type { Dot, LineId } from '../event/line.ts'
import type { Range } from '../event/range-codec.ts'
import { invariant, must } from '../invariant.ts'
import { foldedLimits } from './folded-limits.ts'

/** Takes one event whose whole past has been taken before. */
export type Apply = (line: LineId, seq: number, event: Event) => void

/** Takes one abandonment, as soon as the event that says so is received. */
export type Abandoned = (dot: Dot, event: Event, op: AbandonOp) => void

/** Who is told what happens to events. */
export interface Told {
  readonly apply: Apply
  readonly abandoned: Abandoned
}

/** An event that is here and not folded, since its line was abandoned before it. */
export interface Rescued {
  readonly dot: Dot
  readonly event: Event
}

interface Waiting {
  readonly log: LineLog
  appliedSeq: number
  /** The events after `appliedSeq`, decoded when they came: what cannot be read is never received. */
  decoded: Event[]
  /** How far the line is folded at most: an abandoned one ends at its cut, unless more of it was adopted. */
  limit: number
}

/**
 * All lines that are here. An event is received when its bytes are here, and applied when everything it was made
 * after is here too; until then it waits and is counted. What an abandoned line has beyond its cut is received and
 * carried like everything else, and applied only where somebody who is not abandoned wrote after it.
 */
export class CausalLog {
  readonly #chain: Chain
  readonly #apply: Apply
  readonly #lines = new Map<LineId, Waiting>()
  /** The same lines' ids, sorted; null since a line came up. */
  #sorted: readonly LineId[] | null = null
  readonly #dirty = new Set<LineId>()
  readonly #reader: EventReader
  readonly #abandoned: Abandoned
  readonly #cuts = new Map<LineId, number>()
  #areLimitsOld = false
  #isRaised = false

  constructor(chain: Chain, told: Told, reader: EventReader = createEventReader(chain)) {
    this.#chain = chain
    this.#apply = told.apply
    this.#abandoned = told.abandoned
    this.#reader = reader
  }

  lines(): readonly LineId[] {
    this.#sorted ??= [...this.#lines.keys()].sort()
    return this.#sorted
  }

  log(line: LineId): LineLog | null {
    return this.#lines.get(line)?.log ?? null
  }

  receivedSeq(line: LineId): number {
    return this.#lines.get(line)?.log.seq ?? 0
  }

  hashAt(line: LineId, seq: number): string {
    return this.#lines.get(line)?.log.hashAt(seq) ?? this.#chain.start(line)
  }

  appliedSeq(line: LineId): number {
    return this.#lines.get(line)?.appliedSeq ?? 0
  }

  /** Received, but made after something that is not here yet. */
  get unapplied(): number {
    let count = 0
    for (const { log, appliedSeq, limit } of this.#lines.values())
      count += Math.max(0, Math.min(log.seq, limit) - appliedSeq)
    return count
  }

  /** What is in rescue, by line and place. */
  rescued(): readonly Rescued[] {
    // Asked after everything that is taken in; mostly nobody was ever abandoned.
    if (this.#cuts.size === 0) return []
    return [...this.#cuts.keys()].sort().flatMap((line) => {
      const { appliedSeq, decoded, limit } = this.#line(line)
      const first = appliedSeq + 1
      return decoded
        .map((event, index) => ({ dot: { line, seq: first + index }, event }))
        .filter(({ dot }) => dot.seq > limit)
    })
  }

  /** Abandoned lines that were applied further than they may be: what is shown here was not known to be cut off. */
  overrun(): readonly Dot[] {
    const over: Dot[] = []
    for (const line of this.#cuts.keys()) {
      const { appliedSeq, limit } = this.#line(line)
      if (appliedSeq > limit) over.push({ line, seq: appliedSeq })
    }
    return over.sort((a, b) => (a.line < b.line ? -1 : 1))
  }

  /** What is applied of them stays: an event of one's own says so from now on, being made after it. */
  keepOverrun(): void {
    for (const { line, seq } of this.overrun()) this.#line(line).limit = seq
  }

  /** Applies everything that is here anew, from the first event on, into a state that is empty. */
  startOver(): void {
    for (const [line, waiting] of this.#lines) {
      const applied = waiting.appliedSeq
      const again = Array.from({ length: applied }, (_, index) => this.#eventAt(waiting, index + 1))
      waiting.decoded = [...again, ...waiting.decoded]
      waiting.appliedSeq = 0
      this.#dirty.add(line)
      for (const [index, event] of waiting.decoded.entries()) this.#noteAbandonments(line, index + 1, event)
    }
    this.applyReady()
  }

  heads(): Heads {
    const heads = new Map<LineId, HeadsEntry>()
    for (const line of this.lines()) {
      const { log } = must(this.#lines.get(line), `line ${line} is listed`)
      if (log.seq > 0) heads.set(line, log.headsEntry())
    }
    return heads
  }

  /** The lines that were applied further than `mentioned` says: what a new event is made after. */
  movedSince(mentioned: ReadonlyMap<LineId, number>): readonly After[] {
    const moved: After[] = []
    for (const line of this.lines()) {
      const { log, appliedSeq } = must(this.#lines.get(line), `line ${line} is listed`)
      if (appliedSeq > (mentioned.get(line) ?? 0)) {
        moved.push({ line, seq: appliedSeq, hashStart: log.hashAt(appliedSeq).slice(0, 8) })
      }
    }
    return moved
  }

  /**
   * Receives a range; nothing is applied before {@link applyReady}. Throws CodecError, and receives nothing of it,
   * where an event in it cannot be read.
   */
  offer(range: Range): AppendOutcome {
    const waiting = this.#line(range.line)
    const decoded: Event[] = []
    const outcome = this.#offer(waiting.log, range, decoded)
    if (outcome.kind !== 'appended') return outcome
    let seq = outcome.fromSeq
    for (const event of decoded) {
      waiting.decoded.push(event)
      this.#noteAbandonments(range.line, seq, event)
      seq += 1
    }
    this.#dirty.add(range.line)
    return outcome
  }

  /** What was new of a range that was just received. */
  newPart(range: Range, fromSeq: number): Range {
    if (fromSeq === range.first) return range
    const { log } = this.#line(range.line)
    return log.rangeOf({ first: fromSeq, last: log.seq })
  }

  #offer(log: LineLog, range: Range, decoded: Event[]): AppendOutcome {
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

  /** Adds the copy's own next event, whose past is here by construction. */
  appendOwn(line: LineId, bytes: Uint8Array, event: Event): number {
    const own = this.#line(line)
    invariant(own.appliedSeq === own.log.seq, 'nobody writes in a line that ends in rescue')
    own.log.append(bytes)
    own.appliedSeq = own.log.seq
    this.#noteAbandonments(line, own.log.seq, event)
    this.#apply(line, own.log.seq, event)
    return own.log.seq
  }

  /** Applies whatever can be applied, in rounds over the lines by id; returns how many events that were. */
  applyReady(): number {
    if (this.#areLimitsOld) this.#renewLimits()
    let applied = 0
    for (let isMoving = this.#dirty.size > 0; isMoving;) {
      isMoving = false
      for (const line of [...this.#dirty].sort()) {
        const count = this.#advance(line)
        applied += count
        isMoving ||= count > 0 || this.#isRaised
        this.#isRaised = false
      }
    }
    return applied
  }

  #advance(line: LineId): number {
    const waiting = this.#line(line)
    let count = 0
    for (const event of waiting.decoded) {
      if (waiting.appliedSeq >= waiting.limit || !this.#isPastHere(event)) break
      count += 1
      waiting.appliedSeq += 1
      this.#apply(line, waiting.appliedSeq, event)
    }
    waiting.decoded.splice(0, count)
    if (waiting.decoded.length === 0 || waiting.appliedSeq >= waiting.limit) this.#dirty.delete(line)
    return count
  }

  #isPastHere(event: Event): boolean {
    for (const { line, seq, hashStart } of event.after) {
      const past = this.#lines.get(line)
      if (past && past.limit < seq) this.#raise(past, seq)
      if (!past || past.appliedSeq < seq || !past.log.hashAt(seq).startsWith(hashStart)) return false
    }
    return true
  }

  #line(line: LineId): Waiting {
    const known = this.#lines.get(line)
    if (known) return known
    const log = new LineLog(line, this.#chain)
    const fresh: Waiting = { log, appliedSeq: 0, decoded: [], limit: Number.POSITIVE_INFINITY }
    this.#lines.set(line, fresh)
    this.#sorted = null
    return fresh
  }

  // At once, and not when it is applied: what came with it and lies beyond the cut has been shown to nobody here.
  #noteAbandonments(line: LineId, seq: number, event: Event): void {
    for (const op of event.ops) {
      if (op.kind !== 'abandon') continue
      this.#cut(op.line, op.seq)
      this.#abandoned({ line, seq }, event, op)
    }
  }

  #cut(line: LineId, seq: number): void {
    const waiting = this.#line(line)
    const known = this.#cuts.get(line)
    this.#cuts.set(line, Math.max(seq, known ?? 0))
    if (known === undefined && waiting.log.seq > seq) this.#areLimitsOld = true
    else if (known === undefined) waiting.limit = seq
    else if (waiting.limit < seq) this.#raise(waiting, seq)
  }

  // What somebody who is not abandoned wrote after it is adopted, with its own past.
  #raise(waiting: Waiting, seq: number): void {
    waiting.limit = seq
    this.#dirty.add(waiting.log.line)
    this.#isRaised = true
  }

  #renewLimits(): void {
    this.#areLimitsOld = false
    const lines = [...this.#lines].map(([line, { log }]) => ({
      line,
      receivedSeq: log.seq,
      cut: this.#cuts.get(line) ?? null,
    }))
    const limits = foldedLimits(lines, (line, seq) => this.#eventAt(this.#line(line), seq).after)
    for (const [line, limit] of limits) {
      this.#line(line).limit = limit
      this.#dirty.add(line)
    }
  }

  #eventAt({ log, appliedSeq, decoded }: Waiting, seq: number): Event {
    return seq > appliedSeq
      ? must(decoded[seq - appliedSeq - 1], `event ${seq} waits decoded`)
      : decodeEvent(log.eventAt(seq))
  }
}
