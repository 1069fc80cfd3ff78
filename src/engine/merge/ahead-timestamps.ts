import type { Event } from '../event/index.ts'
import type { Dot, LogId } from '../identifier/index.ts'

export interface Span {
  readonly first: number
  readonly last: number
}

export interface LogTimestamps {
  readonly log: LogId
  /** Milliseconds since 1970 of event `seq`, at index `seq - 1`. Events before a branch of a forked log have 0. */
  readonly ms: number[]
  ahead: readonly Span[]
}

/** Decoded when their log is first needed. */
export interface ColdTimestamps {
  readonly take: (log: LogId) => LogTimestamps | null
  readonly logs: () => readonly LogId[]
  readonly hasAhead: (log: LogId) => boolean
}

/**
 * Finds the timestamps that some receiver refused, from events alone, so every copy finds the same. A
 * writer's timestamp is later than all it adopted: all but those over 15 minutes ahead of its clock. So an
 * event earlier than its causal past proves that its writer refused a timestamp. More events only ever find
 * more.
 */
export class AheadTimestamps {
  readonly #logs = new Map<LogId, LogTimestamps>()
  // Events come in runs of one log.
  #latest: LogTimestamps | null = null
  readonly #cold: ColdTimestamps | null

  constructor(cold: ColdTimestamps | null = null) {
    this.#cold = cold
    // Ranking needs ahead timestamps at any time. Other logs can wait until an event depends on them.
    for (const log of cold?.logs() ?? []) if (cold?.hasAhead(log)) this.#timestampsOf(log, 0)
  }

  /** Loads every cold log. */
  parts(): readonly LogTimestamps[] {
    for (const log of this.#cold?.logs() ?? []) this.#timestampsOf(log, 0)
    return [...this.#logs.values()].sort((a, b) => (a.log < b.log ? -1 : 1))
  }

  /** Returns true if the event proves that a timestamp was refused. */
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

  /** Spans such as `LOG 5-9`, sorted. */
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

const isRefusal = (own: LogTimestamps, through: number, ms: number): boolean =>
  through > 0 && (own.ms[through - 1] ?? 0) > ms

/**
 * A writer with timestamp `ms` had seen the log up to `through`. Ends at the first timestamp that is not
 * later: that event was itself a witness against any before it.
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
