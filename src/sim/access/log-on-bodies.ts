/** What is said when somebody logs on or renews a session, as JSON: the same as over the real HTTPS. */

export interface LogOnBody {
  readonly user: string
  readonly password: string
  /** In hexadecimal digits. */
  readonly clientKey: string
}

export interface LogOnSessionBody {
  /** In hexadecimal digits. */
  readonly token: string
  readonly expiresAtMs: number
}

export const bodyOf = (content: LogOnBody | LogOnSessionBody): Uint8Array =>
  new TextEncoder().encode(JSON.stringify(content))

export const contentOf = <T extends LogOnBody | LogOnSessionBody>(body: Uint8Array): T =>
  // Both ends are of one world: what one wrote the other reads.
  JSON.parse(new TextDecoder().decode(body)) as T
