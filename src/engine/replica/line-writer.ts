import { keyOps } from '../authorship/index.ts'
import { ByteWriter } from '../binary/index.ts'
import { adoptStamp, Chain, encodeEvent, type Event, nextStamp, type Op, type Stamp } from '../event/index.ts'
import type { Dot, LineId } from '../identifier/index.ts'
import type { CausalLog } from '../log/index.ts'
import { DiskTrouble } from '../ports/index.ts'
import type { Journal } from '../storage/journal/index.ts'
import type { WriterParts } from '../storage/snapshot/index.ts'
import type { CopyPorts } from './copy-ports.ts'
import type { OwnLine } from './own-line.ts'

/** Who does something, with what the engine carries beside it. */
export interface Deed {
  readonly author: string
  readonly note: string
}

const noStamp: Stamp = { ms: 0, count: 0 }

/** Adds events to the copy's own line: stamped, made after all that is applied here, durable when it answers. */
export class LineWriter {
  readonly #own: OwnLine
  readonly #ports: CopyPorts
  readonly #log: CausalLog
  readonly #journal: Journal
  #mentioned = new Map<LineId, number>()
  readonly #encoder = new ByteWriter()
  /** Of the own line's last event. */
  #ownStamp: Stamp = noStamp
  /** The latest of others' that was not too far ahead. */
  #adoptedStamp: Stamp = noStamp

  constructor(own: OwnLine, ports: CopyPorts, log: CausalLog, journal: Journal) {
    this.#own = own
    this.#ports = ports
    this.#log = log
    this.#journal = journal
  }

  /** Goes on with the own line where it was written down. */
  takeUp({ mentioned, ownStamp, adoptedStamp }: WriterParts): void {
    const own = this.#mentionedBy(this.#own.identity.line)
    for (const [line, seq] of mentioned) own.set(line, seq)
    this.#ownStamp = ownStamp
    this.#adoptedStamp = adoptedStamp
  }

  parts(): WriterParts {
    const { line } = this.#own.identity
    const mentioned = [...this.#mentionedBy(line)].filter(([other]) => other !== line)
    return { mentioned, ownStamp: this.#ownStamp, adoptedStamp: this.#adoptedStamp }
  }

  /** To be told of every event that is applied: what is written next is later than all of them. */
  applied(line: LineId, event: Event): void {
    if (line !== this.#own.identity.line) {
      this.#adoptedStamp = adoptStamp(this.#adoptedStamp, event.stamp, this.#ports.clock.nowMs())
      return
    }
    const mentioned = this.#mentionedBy(line)
    for (const after of event.after) mentioned.set(after.line, after.seq)
    this.#ownStamp = event.stamp
  }

  /** The dot of what is written next. Throws DiskTrouble where another line would have to begin and cannot. */
  nextDot(): Dot {
    const line = this.#own.ready()
    const written = this.#log.receivedSeq(line)
    return { line, seq: written + (this.#isBeginning(line) ? 2 : 1) }
  }

  async write(ops: readonly Op[], deed: Deed): Promise<Dot | DiskTrouble> {
    try {
      const line = this.#own.ready()
      if (this.#isBeginning(line)) this.#beginLine(line)
      const { seq, flushed } = this.#append(line, ops, deed)
      await flushed
      return { line, seq }
    } catch (trouble) {
      if (trouble instanceof DiskTrouble) return trouble
      throw trouble
    }
  }

  // Rides on the flush of what is written next.
  #beginLine(line: LineId): void {
    void this.#append(line, this.#firstOps(), { author: this.#own.identity.user, note: '' })
  }

  #append(line: LineId, ops: readonly Op[], deed: Deed): { seq: number; flushed: Promise<void> } {
    const event: Event = {
      stamp: this.#nextStamp(),
      author: deed.author,
      note: deed.note,
      after: this.#log.movedSince(this.#mentionedBy(line)),
      ops: this.#log.receivedSeq(line) === 0 ? [...ops, ...keyOps(line, this.#ports.signing)] : ops,
    }
    const bytes = encodeEvent(event, this.#encoder)
    const previousHash = this.#log.log(line)?.hash ?? new Chain(this.#ports.digest).start(line)
    const seq = this.#log.appendOwn(line, bytes, event)
    return { seq, flushed: this.#journal.append({ line, first: seq, previousHash, events: [bytes] }) }
  }

  // The two are kept apart, since a copy that is opened is told of them in another order than they came. What was adopted
  // while this clock was wrong does not count once it is right.
  #nextStamp(): Stamp {
    const nowMs = this.#ports.clock.nowMs()
    return nextStamp(adoptStamp(this.#ownStamp, this.#adoptedStamp, nowMs), nowMs)
  }

  // Whoever meets the line hears first whose work it continues.
  #firstOps(): readonly Op[] {
    const { copyName, user, parent, continues } = this.#own.identity
    const registration: Op = { kind: 'register-copy', copyName, user, parent }
    return continues ? [registration, { kind: 'continues', ...continues }] : [registration]
  }

  #isBeginning(line: LineId): boolean {
    return this.#own.identity.continues !== undefined && this.#log.receivedSeq(line) === 0
  }

  // A line's own past needs no mention: it is what the event's place says.
  #mentionedBy(line: LineId): Map<LineId, number> {
    if (this.#mentioned.get(line) !== Number.MAX_SAFE_INTEGER)
      this.#mentioned = new Map([[line, Number.MAX_SAFE_INTEGER]])
    return this.#mentioned
  }
}
