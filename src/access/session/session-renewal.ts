import type { AccountAnswer } from '../ports/index.ts'
import type { SessionClaims } from './session-token.ts'

export interface SessionRules {
  readonly lifeMs: number
  /** How long sessions renew while the directory is out of reach. */
  readonly graceMs: number
}

/** A disabled account is out everywhere within lifetime plus grace: the published window. */
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
 * Decides whether a session continues. If the directory is out of reach, sessions renew for the grace period
 * after its last answer. No token outlives that by more than its lifetime. Pure.
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
