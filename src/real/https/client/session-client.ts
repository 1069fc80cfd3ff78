import { randomBytes } from 'node:crypto'

import { type ProvedRequest, proveRequest, renewalRequest } from '../../../access/request/index.ts'
import { realDigest, realSignature } from '../../machine/index.ts'
import { bytesOf, textOfBytes } from './header-bytes.ts'
import { logOnPath, renewPath } from './https-address.ts'
import { postJson, type ServerAt } from './post-json.ts'
import type { KeptLogOnSession, LogOnSessionStore } from './session-store.ts'

export type LogOnResult =
  | { readonly kind: 'logged-on'; readonly expiresAtMs: number }
  | { readonly kind: 'refused' | 'unreachable'; readonly detail: string }

/** A token that expires sooner is renewed before use. */
const renewBeforeMs = 5 * 60_000

/** Logs on at a server with a new key for this session, and stores both. */
export const logOn = async (
  server: ServerAt,
  account: { readonly user: string; readonly password: string },
  store: LogOnSessionStore,
): Promise<LogOnResult> => {
  const seed = new Uint8Array(randomBytes(32))
  const { publicKey, privateKey } = realSignature.keyPair(seed)
  const answer = await postJson(server, logOnPath, { ...account, clientKey: publicKey.toHex() })
  if (answer.kind !== 'session') return answer
  const { token, expiresAtMs } = answer
  store.write(nameOf(server), { user: account.user, token, expiresAtMs, privateKey: privateKey.toHex() })
  return { kind: 'logged-on', expiresAtMs }
}

export const logOff = (server: ServerAt, store: LogOnSessionStore): boolean => store.remove(nameOf(server))

/** Headers that authenticate a request; none without a session there. */
export type Authenticate = (file: string, body: Uint8Array) => Promise<Readonly<Record<string, string>>>

/** Headers of this user's session at a server, renewed in time. */
export const sessionHeaders =
  (server: ServerAt, store: LogOnSessionStore): Authenticate =>
  async (file, body) => {
    const kept = store.read(nameOf(server))
    if (!kept) return {}
    const session = kept.expiresAtMs - Date.now() < renewBeforeMs ? await renewed(server, kept, store) : kept
    const proof = proofOf({ token: bytesOf(session.token), file, body }, session)
    return { authorization: `Bearer ${session.token}`, 'shakedown-proof': proof }
  }

// If renewal fails, sends the old token: the server explains best why it is invalid.
const renewed = async (
  server: ServerAt,
  kept: KeptLogOnSession,
  store: LogOnSessionStore,
): Promise<KeptLogOnSession> => {
  const proof = proofOf(renewalRequest(bytesOf(kept.token)), kept)
  const answer = await postJson(server, renewPath, { token: kept.token, proof })
  if (answer.kind !== 'session') return kept
  const session = { ...kept, token: answer.token, expiresAtMs: answer.expiresAtMs }
  store.write(nameOf(server), session)
  return session
}

const proofOf = (request: ProvedRequest, { privateKey }: KeptLogOnSession): string => {
  const timestamp = { atMs: Date.now(), nonce: new Uint8Array(randomBytes(12)) }
  const prover = { signature: realSignature, digest: realDigest }
  return textOfBytes(proveRequest(request, timestamp, Uint8Array.fromHex(privateKey), prover))
}

const nameOf = ({ host, port }: ServerAt): string => `${host}:${port}`
