import type { Event } from '../event/index.ts'
import type { Dot, LogId } from '../identifier/index.ts'

/** Events of one line in a row, both ends included. */
export interface Span {
  readonly first: number
  readonly last: number
}

export interface LogTimestamps {
  readonly log: LogId
  /** Of the event at `seq`, at `seq - 1`: milliseconds since 1970. What lies before a branch of a split line is 0. */
  readonly ms: number[]
  /** The events whose stamps were found to be ahead, by place. */
  ahead: readonly Span[]
}

/** Stamps that were taken earlier, and lie somewhere else until their line is looked at. */
export interface ColdTimestamps {
  /** Those of a line, once; null where none rest. */
  readonly take: (log: LogId) => LogTimestamps | null
  /** The lines that rest still. */
  readonly logs: () => readonly LogId[]
  /** Whether any stamp of the line was found to be ahead. */
  readonly hasAhead: (log: LogId) => boolean
}

/**
 * Which stamps lay too far ahead when somebody received them, found in the events alone, so that every copy finds the
 * same. A writer's stamp is later than all that it adopted, and it adopts everything but what lies more than 15 minutes
 * ahead of its own clock. An event that was made after another one, and yet bears an earlier stamp, is therefore its
 * writer's word that the other's stamp was refused. More events only ever find more.
 */
export class AheadTimestamps {
  readonly #logs = new Map<LogId, LogTimestamps>()
  // Events come in runs of one line.
  #latest: LogTimestamps | null = null
  readonly #cold: ColdTimestamps | null

  constructor(cold: ColdTimestamps | null = null) {
    this.#cold = cold
    // What ranks values is asked for at any time; the others wait until something is made after them.
    for (const log of cold?.logs() ?? []) if (cold?.hasAhead(log)) this.#timestampsOf(log, 0)
  }

  /** All that is known of all lines, by line: what rested is taken. */
  parts(): readonly LogTimestamps[] {
    for (const log of this.#cold?.logs() ?? []) this.#timestampsOf(log, 0)
    return [...this.#logs.values()].sort((a, b) => (a.log < b.log ? -1 : 1))
  }

  /** Takes an event whose whole past was taken; true where it says of a stamp that it was refused. */
  applied(dot: Dot, event: Event): boolean {
    const own =
      this.#latest?.log === dot.log ? this.#latest : (this.#latest = this.#timestampsOf(dot.log, dot.seq - 1))
    const { ms } = event.timestamp
    let found = isRefusal(own, dot.seq - 1, ms) && witness(own, dot.seq - 1, ms)
    for (const { log, seq } of event.deps) {
      const other = this.#timestampsOf(log, 0)
      if (isRefusal(other, seq, ms) && witness(other, seq, ms)) found = true
    }
    own.ms.push(ms)
    return found
  }

  isAhead({ log, seq }: Dot): boolean {
    const ahead = this.#logs.get(log)?.ahead
    return ahead !== undefined && ahead.length > 0 && spanOf(ahead, seq) !== null
  }

  /** Each line's stretches of refused stamps, such as `LINE 5-9`, in the order of lines. */
  texts(): readonly string[] {
    return [...this.#logs]
      .flatMap(([log, { ahead }]) => ahead.map(({ first, last }) => `${log} ${first}-${last}`))
      .sort()
  }

  #timestampsOf(log: LogId, from: number): LogTimestamps {
    const known = this.#logs.get(log)
    if (known) return known
    const fresh = this.#cold?.take(log) ?? {
      log,
      ms: from > 0 ? Array.from({ length: from }, () => 0) : [],
      ahead: [],
    }
    this.#logs.set(log, fresh)
    return fresh
  }
}

// Mostly it is not, and that is all there is to do.
const isRefusal = (own: LogTimestamps, through: number, ms: number): boolean =>
  through > 0 && (own.ms[through - 1] ?? 0) > ms

/**
 * Somebody whose stamp is `ms` had all of the line up to `through`. Going back from there, the first stamp that is not
 * later ends the search: that event was itself a witness against any later stamp before it.
 */
const witness = (own: LogTimestamps, through: number, ms: number): boolean => {
  let found = false
  for (let seq = through; seq > 0; seq -= 1) {
    const known = own.ahead.length > 0 ? spanOf(own.ahead, seq) : null
    if (known) {
      seq = known.first
      continue
    }
    if ((own.ms[seq - 1] ?? 0) <= ms) break
    own.ahead = withSeq(own.ahead, seq)
    found = true
  }
  return found
}

const spanOf = (spans: readonly Span[], seq: number): Span | null =>
  spans.find(({ first, last }) => first <= seq && seq <= last) ?? null

const withSeq = (spans: readonly Span[], seq: number): readonly Span[] => {
  const touching = spans.filter(({ first, last }) => first - 1 <= seq && seq <= last + 1)
  const first = Math.min(seq, ...touching.map((span) => span.first))
  const last = Math.max(seq, ...touching.map((span) => span.last))
  return [...spans.filter((span) => !touching.includes(span)), { first, last }]
}
