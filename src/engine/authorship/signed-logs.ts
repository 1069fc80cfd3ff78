import type { LogId } from '../identifier/index.ts'
import type { EventLog, SignedHead } from '../log/index.ts'
import type { KeyClaim } from './log-key.ts'

/** Looks a history up by an event that stands in it; null where none is here that holds it. */
type HistoryWith = (logId: LogId, seq: number, hash: string) => EventLog | null

/** Signatures that were put away, and whose key each line has. */
export interface ColdSignatures {
  logs(): readonly LogId[]
  of(logId: LogId): readonly SignedHead[]
  claim(logId: LogId): KeyClaim | null
}

/** How far each history of each line is known to be signed. Of most lines there is one. */
export class SignedLogs {
  readonly #heads = new Map<LogId, readonly SignedHead[]>()
  readonly #historyWith: HistoryWith
  #cold: ColdSignatures | null = null

  constructor(historyWith: HistoryWith) {
    this.#historyWith = historyWith
  }

  /** Goes on with signatures that were found to hold before they were put away. */
  restore(cold: ColdSignatures): void {
    this.#cold = cold
  }

  /** The lines that are signed. */
  logs(): readonly LogId[] {
    return [...new Set([...(this.#cold?.logs() ?? []), ...this.#heads.keys()])].sort()
  }

  /** Of all histories of a line. */
  of(logId: LogId): readonly SignedHead[] {
    return this.#heads.get(logId) ?? this.#cold?.of(logId) ?? []
  }

  /** The furthest of them that lies in a history; null where none does. */
  in(logId: LogId, log: EventLog): SignedHead | null {
    let found: SignedHead | null = null
    for (const head of this.of(logId)) {
      const isIn = head.seq <= log.seq && log.hashAt(head.seq) === head.hash
      if (isIn && head.seq > (found?.seq ?? 0)) found = head
    }
    return found
  }

  /** Takes one on that lies in a history which is here; false where as much was known. */
  note(logId: LogId, signed: SignedHead): boolean {
    const log = this.#historyWith(logId, signed.seq, signed.hash)
    const known = this.of(logId)
    if (!log || known.some((head) => this.#covers(logId, head, signed))) return false
    this.#heads.set(logId, [...known.filter((head) => !this.#covers(logId, signed, head)), signed])
    return true
  }

  /** Whether the one continues what the other signed. */
  #covers(logId: LogId, further: SignedHead, earlier: SignedHead): boolean {
    if (further.seq < earlier.seq) return false
    return this.#historyWith(logId, further.seq, further.hash)?.hashAt(earlier.seq) === earlier.hash
  }
}
