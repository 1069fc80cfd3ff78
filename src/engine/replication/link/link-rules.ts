import type { TurnRules } from './turns.ts'

export interface LinkRules {
  readonly turns: TurnRules
  /** Polling interval of an idle link. */
  readonly checkMs: number
  /** Polling interval under contention. Longer, so that 20 copies do not overload one workstation. */
  readonly contendedCheckMs: number
  /**
   * Delay after an edit, so that a burst of typing is one exchange. Under contention, the next poll sends it.
   */
  readonly sendAfterMs: number
  readonly redialMs: number
}

export const defaultLinkRules: Omit<LinkRules, 'turns'> = {
  checkMs: 10_000,
  contendedCheckMs: 30_000,
  sendAfterMs: 500,
  redialMs: 15_000,
}
