import {
  afterExchange,
  afterTurn,
  backOffMsAt,
  sessionTimeMsAt,
  type TurnPacing,
  unmeasured,
} from './turn-pacing.ts'
import type { Contention, TurnRules } from './turns.ts'

/** One copy's turns at one share: what it measures of them, and how long the next ones are and lie apart. */
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

  /** The first exchange of a session is done, so long after the session began. */
  exchanged(tookMs: number): void {
    // A clock that was set back in between has measured nothing.
    if (tookMs >= 0) this.#pacing = afterExchange(this.#pacing, tookMs)
  }

  /** A turn is over; returns how long to stay away at least. */
  backOffMsAfter(contention: Contention, sessionMs: number): number {
    this.#pacing = afterTurn(this.#pacing, contention, this.#refusals)
    this.#refusals = 0
    return backOffMsAt(contention, this.#pacing, this.#rules, Math.max(sessionMs, this.sessionTimeMs))
  }
}
