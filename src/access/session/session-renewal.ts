import type { AccountAnswer } from '../ports/index.ts'
import type { SessionClaims } from './session-token.ts'

export interface SessionRules {
  /** How long a token counts. */
  readonly lifeMs: number
  /** How long it is renewed on the word of a directory that cannot be asked any more. */
  readonly graceMs: number
}

/** A disabled account is out at every instance within life and grace together: the published window. */
export const defaultSessionRules: SessionRules = { lifeMs: 10 * 60_000, graceMs: 20 * 60_000 }

export const stalenessBoundMs = ({ lifeMs, graceMs }: SessionRules): number => lifeMs + graceMs

type Renewable = Pick<SessionClaims, 'confirmedAtMs' | 'expiresAtMs'>

export type Renewal =
  | { readonly kind: 'renewed'; readonly confirmedAtMs: number; readonly expiresAtMs: number }
  | {
      readonly kind: 'ended'
      readonly reason: 'locked' | 'expired' | 'disabled' | 'unknown' | 'unconfirmed'
      readonly detail: string
    }

/**
 * Pure: whether a session goes on, by what the directory says of its account now. Where nobody answers, it does for the
 * grace, counted from when somebody last did; no token outlives that by more than its life.
 */
export const renewal = (
  { confirmedAtMs }: Renewable,
  answer: AccountAnswer,
  nowMs: number,
  { lifeMs, graceMs }: SessionRules,
): Renewal => {
  if (answer.kind === 'account') {
    return answer.state === 'active'
      ? { kind: 'renewed', confirmedAtMs: nowMs, expiresAtMs: nowMs + lifeMs }
      : { kind: 'ended', reason: answer.state, detail: stateText[answer.state] }
  }
  if (Math.abs(nowMs - confirmedAtMs) <= graceMs)
    return { kind: 'renewed', confirmedAtMs, expiresAtMs: nowMs + lifeMs }
  const detail = `the directory cannot be asked whether the account still counts (${answer.detail})`
  return { kind: 'ended', reason: 'unconfirmed', detail }
}

const stateText = {
  locked: 'the account is locked',
  expired: 'the account has expired',
  disabled: 'the account is disabled',
  unknown: 'there is no such account any more',
} as const
