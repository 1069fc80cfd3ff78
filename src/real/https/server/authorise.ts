import { createHash, timingSafeEqual } from 'node:crypto'
import { readFileSync } from 'node:fs'

import type { Refusal } from '../../../engine/protocol/index.ts'

export interface RequestCredentials {
  /** Proves that the token's holder sent the request; null if absent. */
  readonly proof: string | null
  readonly body: Uint8Array
  /** The token after `Bearer`; null if absent. */
  readonly token: string | null
  readonly file: string
}

export type Verdict =
  | {
      readonly kind: 'who'
      readonly who: string
      readonly mayWrite: boolean
      /** The right ends here: nothing is sent later. Omitted if it has no end. */
      readonly untilMs?: number
    }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

/** Decides who asks, and whether they may. Called for every request, so its answer may change. */
export type Authorise = (credentials: RequestCredentials) => Verdict | Promise<Verdict>

/** For a server that only this machine can reach. */
export const anybody: Authorise = () => ({ kind: 'who', who: 'anybody', mayWrite: true })

export class TokenFileTrouble extends Error {
  override readonly name = 'TokenFileTrouble'
}

interface KnownToken {
  readonly user: string
  readonly hash: Buffer
}

/**
 * Users by the SHA-256 of their tokens, one a line: `ann 5e88…`. The file never holds the tokens. Throws
 * TokenFileTrouble.
 */
export const tokenFile = (path: string): Authorise => {
  const known = readTokens(path)
  return ({ token, file }) => {
    const hash = createHash('sha256')
      .update(token ?? '')
      .digest()
    // Compares all of them, so that timing reveals nothing.
    const found = known.filter((each) => timingSafeEqual(each.hash, hash))
    const user = token === null ? undefined : found[0]?.user
    return user === undefined
      ? { kind: 'refused', refusal: unknownUser(token, file) }
      : { kind: 'who', who: user, mayWrite: true }
  }
}

const unknownUser = (token: string | null, file: string): Refusal => ({
  code: 'unknown-user',
  what: token === null ? 'The server wants to know who asks' : 'The server does not know this token',
  where: file,
  next: 'Set SHAKEDOWN_SERVER_TOKEN to the token that you were given.',
})

const readTokens = (path: string): readonly KnownToken[] => {
  const known = linesOf(path).map((line, index) => {
    const match = /^(\S{1,100})\s+([0-9a-f]{64})$/.exec(line)
    if (!match?.[1] || !match[2])
      throw new TokenFileTrouble(`line ${index + 1} is not a user and the SHA-256 of a token, as 64 digits`)
    return { user: match[1], hash: Buffer.from(match[2], 'hex') }
  })
  if (known.length === 0) throw new TokenFileTrouble('it is empty')
  return known
}

const linesOf = (path: string): readonly string[] => {
  try {
    const lines = readFileSync(path, 'utf8').split('\n')
    return lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'))
  } catch (error) {
    throw new TokenFileTrouble(error instanceof Error ? error.message : String(error))
  }
}
