import { afterExchange, afterTurn, awayMsAt, holdMsAt, type TurnPace, unmeasured } from './turn-pace.ts'
import type { Crowd, TurnRules } from './turns.ts'

/** One copy's turns at one share: what it measures of them, and how long the next ones are and lie apart. */
export class TurnPacer {
  readonly #rules: TurnRules
  #pace: TurnPace = unmeasured
  #refusals = 0

  constructor(rules: TurnRules) {
    this.#rules = rules
  }

  get holdMs(): number {
    return holdMsAt(this.#pace, this.#rules)
  }

  refused(): void {
    this.#refusals += 1
  }

  /** The first exchange of a session is done, so long after the session began. */
  exchanged(tookMs: number): void {
    // A clock that was set back in between has measured nothing.
    if (tookMs >= 0) this.#pace = afterExchange(this.#pace, tookMs)
  }

  /** A turn is over; returns how long to stay away at least. */
  awayMsAfter(crowd: Crowd, heldMs: number): number {
    this.#pace = afterTurn(this.#pace, crowd, this.#refusals)
    this.#refusals = 0
    return awayMsAt(crowd, this.#pace, this.#rules, Math.max(heldMs, this.holdMs))
  }
}
