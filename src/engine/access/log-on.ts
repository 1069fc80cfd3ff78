import type { AccountAnswer } from '../ports/directory.ts'
import type { SessionClaims } from './session-token.ts'

export interface SessionRules {
  /** How long a token counts. */
  readonly lifeMs: number
  /** How long it is renewed on the word of a directory that cannot be asked any more. */
  readonly graceMs: number
}

/** A disabled account is out at every instance within life and grace together: the published window. */
export const defaultSessionRules: SessionRules = { lifeMs: 10 * 60_000, graceMs: 20 * 60_000 }

export const publishedWindowMs = ({ lifeMs, graceMs }: SessionRules): number => lifeMs + graceMs

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

export interface TryRules {
  readonly failuresMax: number
  /** How long failures count, and how long whoever had too many waits after the last. */
  readonly forMs: number
}

export const defaultTryRules: TryRules = { failuresMax: 5, forMs: 15 * 60_000 }

const countedMax = 100_000

/** Somebody who tries to log on. */
export interface Trier {
  readonly user: string
  readonly address: string
}

/**
 * Who failed how often: by user name, which guards an account, and by address, which slows whoever tries many accounts.
 * An instance's own memory; n instances let n times as many tries pass.
 */
export class LogOnTries {
  readonly #rules: TryRules
  readonly #failures = new Map<string, readonly number[]>()

  constructor(rules: TryRules = defaultTryRules) {
    this.#rules = rules
  }

  /** Until when the directory is not asked; null where they may try. */
  waitsUntilMs(trier: Trier, nowMs: number): number | null {
    const until = countedAs(trier).flatMap((who) => {
      const failures = this.#recent(who, nowMs)
      return failures.length < this.#rules.failuresMax ? [] : [(failures.at(-1) ?? 0) + this.#rules.forMs]
    })
    return until.length === 0 ? null : Math.max(...until)
  }

  failed(trier: Trier, nowMs: number): void {
    for (const who of countedAs(trier)) {
      const failures = [...this.#recent(who, nowMs), nowMs]
      this.#failures.delete(who)
      this.#failures.set(who, failures)
    }
    // Whoever makes names up fills no memory; those that failed longest ago go first.
    for (const who of this.#failures.keys()) {
      if (this.#failures.size <= countedMax) break
      this.#failures.delete(who)
    }
  }

  /** An address stays counted: whoever tries many accounts may well have one of their own. */
  succeeded({ user }: Trier): void {
    this.#failures.delete(`user ${user}`)
  }

  #recent(who: string, nowMs: number): readonly number[] {
    const failures = this.#failures.get(who) ?? []
    const recent = failures.filter((atMs) => Math.abs(nowMs - atMs) < this.#rules.forMs)
    if (recent.length < failures.length) {
      if (recent.length === 0) this.#failures.delete(who)
      else this.#failures.set(who, recent)
    }
    return recent.slice(-this.#rules.failuresMax)
  }
}

const countedAs = ({ user, address }: Trier): readonly string[] => [`user ${user}`, `address ${address}`]
