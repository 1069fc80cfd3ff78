import type { LogId } from '../identifier/index.ts'
import type { EventLog, SignedHead } from '../log/index.ts'
import type { KeyClaim } from './log-key.ts'

type HistoryWith = (logId: LogId, seq: number, hash: string) => EventLog | null

export interface ColdSignatures {
  logs(): readonly LogId[]
  of(logId: LogId): readonly SignedHead[]
  claim(logId: LogId): KeyClaim | null
}

export class SignedLogs {
  readonly #byLog = new Map<LogId, readonly SignedHead[]>()
  readonly #historyWith: HistoryWith
  #cold: ColdSignatures | null = null

  constructor(historyWith: HistoryWith) {
    this.#historyWith = historyWith
  }

  restore(cold: ColdSignatures): void {
    this.#cold = cold
  }

  logs(): readonly LogId[] {
    return [...new Set([...(this.#cold?.logs() ?? []), ...this.#byLog.keys()])].sort()
  }

  of(logId: LogId): readonly SignedHead[] {
    return this.#byLog.get(logId) ?? this.#cold?.of(logId) ?? []
  }

  /** The furthest signature within a history, or null. */
  in(logId: LogId, log: EventLog): SignedHead | null {
    let found: SignedHead | null = null
    for (const head of this.of(logId)) {
      const isIn = head.seq <= log.seq && log.hashAt(head.seq) === head.hash
      if (isIn && head.seq > (found?.seq ?? 0)) found = head
    }
    return found
  }

  /** Returns false if the signature adds nothing. */
  note(logId: LogId, signed: SignedHead): boolean {
    const log = this.#historyWith(logId, signed.seq, signed.hash)
    const known = this.of(logId)
    if (!log || known.some((head) => this.#covers(logId, head, signed))) return false
    this.#byLog.set(logId, [...known.filter((head) => !this.#covers(logId, signed, head)), signed])
    return true
  }

  #covers(logId: LogId, further: SignedHead, earlier: SignedHead): boolean {
    if (further.seq < earlier.seq) return false
    return this.#historyWith(logId, further.seq, further.hash)?.hashAt(earlier.seq) === earlier.hash
  }
}
