import {
  afterExchange,
  afterTurn,
  backOffMsAt,
  sessionTimeMsAt,
  type TurnPacing,
  unmeasured,
} from './turn-pacing.ts'
import type { Contention, TurnRules } from './turns.ts'

/** Measures one copy's turns at one share and paces the next ones. */
export class TurnPacer {
  readonly #rules: TurnRules
  #pacing: TurnPacing = unmeasured
  #refusals = 0

  constructor(rules: TurnRules) {
    this.#rules = rules
  }

  get sessionTimeMs(): number {
    return sessionTimeMsAt(this.#pacing, this.#rules)
  }

  refused(): void {
    this.#refusals += 1
  }

  /** `tookMs`: duration of a session's first exchange. */
  exchanged(tookMs: number): void {
    // The clock was set back, so the measurement is void.
    if (tookMs >= 0) this.#pacing = afterExchange(this.#pacing, tookMs)
  }

  /** Ends a turn. Returns the shortest back-off. */
  backOffMsAfter(contention: Contention, sessionMs: number): number {
    this.#pacing = afterTurn(this.#pacing, contention, this.#refusals)
    this.#refusals = 0
    return backOffMsAt(contention, this.#pacing, this.#rules, Math.max(sessionMs, this.sessionTimeMs))
  }
}
