/**
 * Keeps an entry. False where it could not be kept: then nobody is let in who was not in already, since nobody could tell
 * afterwards who it was. Whoever runs the server is told of it by whoever keeps.
 */
export type Audit = (entry: AuditEntry) => boolean

/** What is kept of who was let in where, and who was not. */
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
