import { CodecError } from '../event/byte-reader.ts'
import type { Chain } from '../event/chain.ts'
import { createEventReader, type EventReader } from '../event/event-reader.ts'
import type { After, Event } from '../event/event.ts'
import type { Heads, HeadsEntry } from '../event/heads.ts'
import { type AppendOutcome, LineLog } from '../event/line-log.ts'
import type { LineId } from '../event/line.ts'
import type { Range } from '../event/range-codec.ts'
import { must } from '../invariant.ts'

/** Takes one event whose whole past has been taken before. */
export type Apply = (line: LineId, seq: number, event: Event) => void

interface Waiting {
  readonly log: LineLog
  appliedSeq: number
  /** The events after `appliedSeq`, decoded when they came: what cannot be read is never received. */
  readonly decoded: Event[]
}

/**
 * All lines that are here. An event is received when its bytes are here, and applied when everything it was made
 * after is here too; until then it waits and is counted.
 */
export class CausalLog {
  readonly #chain: Chain
  readonly #apply: Apply
  readonly #lines = new Map<LineId, Waiting>()
  /** The same lines' ids, sorted; null since a line came up. */
  #sorted: readonly LineId[] | null = null
  readonly #dirty = new Set<LineId>()
  readonly #reader: EventReader

  constructor(chain: Chain, apply: Apply, reader: EventReader = createEventReader(chain)) {
    this.#chain = chain
    this.#apply = apply
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
    for (const { log, appliedSeq } of this.#lines.values()) count += log.seq - appliedSeq
    return count
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
    for (const event of decoded) waiting.decoded.push(event)
    this.#dirty.add(range.line)
    return outcome
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
    own.log.append(bytes)
    own.appliedSeq = own.log.seq
    this.#apply(line, own.log.seq, event)
    return own.log.seq
  }

  /** Applies whatever can be applied, in rounds over the lines by id; returns how many events that were. */
  applyReady(): number {
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

  #advance(line: LineId): number {
    const waiting = this.#line(line)
    let count = 0
    for (const event of waiting.decoded) {
      if (!this.#isPastHere(event)) break
      count += 1
      waiting.appliedSeq += 1
      this.#apply(line, waiting.appliedSeq, event)
    }
    waiting.decoded.splice(0, count)
    if (waiting.decoded.length === 0) this.#dirty.delete(line)
    return count
  }

  #isPastHere(event: Event): boolean {
    for (const { line, seq, hashStart } of event.after) {
      const past = this.#lines.get(line)
      if (!past || past.appliedSeq < seq || !past.log.hashAt(seq).startsWith(hashStart)) return false
    }
    return true
  }

  #line(line: LineId): Waiting {
    const known = this.#lines.get(line)
    if (known) return known
    const fresh: Waiting = { log: new LineLog(line, this.#chain), appliedSeq: 0, decoded: [] }
    this.#lines.set(line, fresh)
    this.#sorted = null
    return fresh
  }
}
