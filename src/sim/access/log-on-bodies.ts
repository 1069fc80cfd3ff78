/** What is said when somebody logs on or renews a session, as JSON: the same as over the real HTTPS. */

export interface LogOnBody {
  readonly user: string
  readonly password: string
  /** In hexadecimal digits. */
  readonly clientKey: string
}

export interface SessionBody {
  /** In hexadecimal digits. */
  readonly token: string
  readonly expiresAtMs: number
}

export const bodyOf = (said: LogOnBody | SessionBody): Uint8Array =>
  new TextEncoder().encode(JSON.stringify(said))

export const saidIn = <T extends LogOnBody | SessionBody>(body: Uint8Array): T =>
  // Both ends are of one world: what one wrote the other reads.
  JSON.parse(new TextDecoder().decode(body)) as T
