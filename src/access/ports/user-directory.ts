/** A directory's answer to a name and a password. */
export type LogOnAnswer =
  | { readonly kind: 'welcome'; readonly user: string; readonly name: string }
  /** Unknown user or wrong password. Never tells which. */
  | { readonly kind: 'wrong' }
  /** The password is right, but the account is unusable. */
  | { readonly kind: 'locked' | 'expired' | 'disabled'; readonly detail: string }
  | { readonly kind: 'unreachable'; readonly detail: string }

export type AccountAnswer =
  | { readonly kind: 'account'; readonly state: 'active' | 'locked' | 'expired' | 'disabled' | 'unknown' }
  | { readonly kind: 'unreachable'; readonly detail: string }

/** The firm's user accounts: Active Directory, an LDAP server, or a file. */
export interface Directory {
  logOn(user: string, password: string): Promise<LogOnAnswer>
  account(user: string): Promise<AccountAnswer>
  close(): Promise<void>
}
