import type { Firm, Right } from './fact.ts'

export interface DatedFirmFacts {
  readonly firm: Firm
  /** The moment of the centre that the facts reflect. */
  readonly asOfMs: number
  readonly nowMs: number
  /** The staleness bound: every server applies a revocation within it. */
  readonly stalenessBoundMs: number
}

export interface AccessQuestion {
  readonly user: string
  readonly right: Right
  readonly fileId: string
}

export type AccessAnswer =
  /** When these facts expire if not refreshed. */
  | { readonly kind: 'allowed'; readonly untilMs: number }
  | {
      readonly kind: 'denied'
      readonly reason: 'unknown-user' | 'disabled' | 'locked' | 'unknown-file' | 'no-right'
      readonly detail: string
    }
  /** The centre was out of reach for longer than the window, and may have revoked the right. */
  | { readonly kind: 'stale'; readonly asOfMs: number; readonly detail: string }

/**
 * Decides whether a user has a right on a client file. Outdated facts grant no new bytes, but leave local
 * data available (S6). Pure.
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
  // Facts from the future mean a wrong clock, and would count for as long as it is wrong.
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
