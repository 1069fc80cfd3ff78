/**
 * Stores an entry. If it returns false, no new user is admitted, since nobody could later tell who it was.
 * The implementation alerts the administrator.
 */
export type Audit = (entry: AuditEntry) => boolean

export type AuditEntry =
  | { readonly kind: 'logged-on'; readonly atMs: number; readonly user: string; readonly address: string }
  | {
      readonly kind: 'log-on-refused'
      readonly atMs: number
      readonly user: string
      readonly address: string
      readonly detail: string
    }
  | { readonly kind: 'session-ended'; readonly atMs: number; readonly user: string; readonly detail: string }
  | {
      readonly kind: 'denied'
      readonly atMs: number
      readonly user: string
      readonly file: string
      readonly detail: string
    }
