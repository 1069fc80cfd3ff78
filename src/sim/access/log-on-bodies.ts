/** Log-on and renewal bodies as JSON, equal to those over real HTTPS. */

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
  // Both ends belong to one world, so the body is trusted.
  JSON.parse(new TextDecoder().decode(body)) as T
