import type { LineId } from '../identifier/index.ts'
import type { LineLog, SignedHead } from '../log/index.ts'
import type { KeyClaim } from './line-key.ts'

/** Looks a history up by an event that stands in it; null where none is here that holds it. */
type HistoryWith = (line: LineId, seq: number, hash: string) => LineLog | null

/** Signatures that were put away, and whose key each line has. */
export interface RestingSignatures {
  lines(): readonly LineId[]
  of(line: LineId): readonly SignedHead[]
  claim(line: LineId): KeyClaim | null
}

/** How far each history of each line is known to be signed. Of most lines there is one. */
export class SignedLines {
  readonly #heads = new Map<LineId, readonly SignedHead[]>()
  readonly #historyWith: HistoryWith
  #resting: RestingSignatures | null = null

  constructor(historyWith: HistoryWith) {
    this.#historyWith = historyWith
  }

  /** Goes on with signatures that were found to hold before they were put away. */
  takeUp(resting: RestingSignatures): void {
    this.#resting = resting
  }

  /** The lines that are signed. */
  lines(): readonly LineId[] {
    return [...new Set([...(this.#resting?.lines() ?? []), ...this.#heads.keys()])].sort()
  }

  /** Of all histories of a line. */
  of(line: LineId): readonly SignedHead[] {
    return this.#heads.get(line) ?? this.#resting?.of(line) ?? []
  }

  /** The furthest of them that lies in a history; null where none does. */
  in(line: LineId, log: LineLog): SignedHead | null {
    let found: SignedHead | null = null
    for (const head of this.of(line)) {
      const isIn = head.seq <= log.seq && log.hashAt(head.seq) === head.hash
      if (isIn && head.seq > (found?.seq ?? 0)) found = head
    }
    return found
  }

  /** Takes one on that lies in a history which is here; false where as much was known. */
  note(line: LineId, signed: SignedHead): boolean {
    const log = this.#historyWith(line, signed.seq, signed.hash)
    const known = this.of(line)
    if (!log || known.some((head) => this.#covers(line, head, signed))) return false
    this.#heads.set(line, [...known.filter((head) => !this.#covers(line, signed, head)), signed])
    return true
  }

  /** Whether the one continues what the other signed. */
  #covers(line: LineId, further: SignedHead, earlier: SignedHead): boolean {
    if (further.seq < earlier.seq) return false
    return this.#historyWith(line, further.seq, further.hash)?.hashAt(earlier.seq) === earlier.hash
  }
}
