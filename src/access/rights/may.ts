import type { Firm, Right } from './fact.ts'

/** Facts about the firm, and how old they may be before nothing more is given out on their word. */
export interface DatedFirmFacts {
  readonly firm: Firm
  /** The moment of the centre that they are of. */
  readonly asOfMs: number
  readonly nowMs: number
  /** The published window: what was revoked longer ago than this is revoked here. */
  readonly stalenessBoundMs: number
}

export interface AccessQuestion {
  readonly user: string
  readonly right: Right
  readonly fileId: string
}

export type AccessAnswer =
  /** Until then the facts are fresh enough, if nothing newer is heard. */
  | { readonly kind: 'allowed'; readonly untilMs: number }
  | {
      readonly kind: 'denied'
      readonly reason: 'unknown-user' | 'disabled' | 'locked' | 'unknown-file' | 'no-right'
      readonly detail: string
    }
  /** The centre was not heard of for longer than the window: it may have taken the right away. */
  | { readonly kind: 'stale'; readonly asOfMs: number; readonly detail: string }

/**
 * Pure: whether somebody may do something with a client file, by facts as of some moment. Facts that are too old deny
 * nobody what they have, and give nobody anything more: whoever asks sends no new bytes (S6).
 */
export const may = ({ user, right, fileId }: AccessQuestion, known: DatedFirmFacts): AccessAnswer => {
  const { firm, asOfMs, nowMs, stalenessBoundMs } = known
  const account = firm.users.get(user)
  if (!account) return denied('unknown-user', `there is no account ${user}`)
  if (account.state !== 'active') return denied(account.state, `the account ${user} is ${account.state}`)
  const file = firm.files.get(fileId)
  if (!file) return denied('unknown-file', 'the firm has no such client file')
  if (!hasRight(firm, user, fileId, right))
    return denied('no-right', `${user} may not ${verbs[right]} ${file.name}`)
  // A clock that stands before the facts is wrong, and would otherwise let them count for as long as it is.
  if (Math.abs(nowMs - asOfMs) <= stalenessBoundMs)
    return { kind: 'allowed', untilMs: asOfMs + stalenessBoundMs }
  const away = nowMs > asOfMs ? 'old' : 'ahead of this machine’s clock'
  const detail = `what is known of rights is ${minutes(Math.abs(nowMs - asOfMs))} ${away}, and ${minutes(stalenessBoundMs)} is the most`
  return { kind: 'stale', asOfMs, detail }
}

const hasRight = (firm: Firm, user: string, fileId: string, right: Right): boolean => {
  const grants = firm.grants.get(fileId)
  if (!grants) return false
  const grantees = [`user:${user}`, ...[...(firm.groupsOf.get(user) ?? [])].map((group) => `group:${group}`)]
  return grantees.some((grantee) => firm.roles.get(grants.get(grantee) ?? '')?.has(right) ?? false)
}

type Denied = Extract<AccessAnswer, { kind: 'denied' }>

const denied = (reason: Denied['reason'], detail: string): Denied => ({ kind: 'denied', reason, detail })

const verbs: Readonly<Record<Right, string>> = { open: 'open', write: 'change', manage: 'manage' }

const minutes = (ms: number): string => `${Math.ceil(ms / 60_000)} min`
