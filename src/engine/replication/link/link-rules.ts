import type { TurnRules } from './turns.ts'

export interface LinkRules {
  readonly turns: TurnRules
  /** How often an idle link looks whether there is news. */
  readonly checkMs: number
  /** The same where turns are taken: a turn carries in batches, so that 20 copies do not wear out one workstation. */
  readonly contendedCheckMs: number
  /** How long after an edit it is sent, so that a burst of typing is one exchange; where turns are taken, at the next check. */
  readonly sendAfterMs: number
  /** Between tries where the other side cannot be reached. */
  readonly redialMs: number
}

export const defaultLinkRules: Omit<LinkRules, 'turns'> = {
  checkMs: 10_000,
  contendedCheckMs: 30_000,
  sendAfterMs: 500,
  redialMs: 15_000,
}
