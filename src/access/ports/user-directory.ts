/** What a directory says of a name and a password. */
export type LogOnAnswer =
  | { readonly kind: 'welcome'; readonly user: string; readonly name: string }
  /** No such user, or another password: told apart for nobody. */
  | { readonly kind: 'wrong' }
  /** The password is right, and of no use. */
  | { readonly kind: 'locked' | 'expired' | 'disabled'; readonly detail: string }
  | { readonly kind: 'unreachable'; readonly detail: string }

/** What became of an account since somebody logged on with it. */
export type AccountAnswer =
  | { readonly kind: 'account'; readonly state: 'active' | 'locked' | 'expired' | 'disabled' | 'unknown' }
  | { readonly kind: 'unreachable'; readonly detail: string }

/** Where a firm's people are known: Active Directory, an LDAP server, or a file. */
export interface Directory {
  logOn(user: string, password: string): Promise<LogOnAnswer>
  account(user: string): Promise<AccountAnswer>
  close(): Promise<void>
}
