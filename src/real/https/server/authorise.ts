import { createHash, timingSafeEqual } from 'node:crypto'
import { readFileSync } from 'node:fs'

import type { Refusal } from '../../../engine/protocol/index.ts'

/** What a request says of whoever sends it. */
export interface RequestCredentials {
  /** What shows that the request is of whoever the token was given to; null where nothing does. */
  readonly proof: string | null
  readonly body: Uint8Array
  /** What follows `Bearer` in its header; null where it says nothing. */
  readonly token: string | null
  /** The name under which the file is published. */
  readonly file: string
}

export type Verdict =
  | {
      readonly kind: 'who'
      readonly who: string
      readonly mayWrite: boolean
      /** Nothing is sent to them later; left out, there is no such moment. */
      readonly untilMs?: number
    }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

/** Decides who asks, and whether they may. Asked for every request, so that it may change its mind. */
export type Authorise = (credentials: RequestCredentials) => Verdict | Promise<Verdict>

/** For a server that only this machine can reach. */
export const anybody: Authorise = () => ({ kind: 'who', who: 'anybody', mayWrite: true })

/** A file of tokens that cannot be used, and why. */
export class TokenFileTrouble extends Error {
  override readonly name = 'TokenFileTrouble'
}

interface KnownToken {
  readonly user: string
  readonly hash: Buffer
}

/**
 * Users by the SHA-256 of their tokens, a line each: `ann 5e88…`. The tokens themselves stand nowhere. Throws
 * TokenFileTrouble.
 */
export const tokenFile = (path: string): Authorise => {
  const known = readTokens(path)
  return ({ token, file }) => {
    const hash = createHash('sha256')
      .update(token ?? '')
      .digest()
    // All of them are compared, so that the time it takes tells nothing.
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
  if (known.length === 0) throw new TokenFileTrouble('it has no line')
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
