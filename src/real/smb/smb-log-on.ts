import { randomBytes } from 'node:crypto'

import { status } from './nt-status.ts'
import { authenticateMessage, type Credentials, negotiateMessage } from './ntlm.ts'
import {
  isGuest,
  negotiateBody,
  readSafely,
  sessionSetupBody,
  sessionSetupToken,
  treeConnectBody,
} from './smb-bodies.ts'
import { command, type Incoming, isSignedWith } from './smb-message.ts'
import type { SmbWire } from './smb-wire.ts'

export type LogOnAnswer =
  | { readonly kind: 'tree'; readonly treeId: number }
  | { readonly kind: 'status'; readonly status: number }
  /** The host answers, but cannot be trusted. */
  | { readonly kind: 'denied'; readonly detail: string }
  | { readonly kind: 'gone'; readonly detail: string }

export interface LogOnRequest {
  readonly credentials: Credentials
  /** `\\HOST\SHARE`. */
  readonly sharePath: string
  /** A lost session that the host may still hold; 0 without one. */
  readonly previous: bigint
}

export const logOn = async (wire: SmbWire, request: LogOnRequest): Promise<LogOnAnswer> => {
  const negotiated = await ask(wire, command.negotiate, negotiateBody(randomBytes(16)))
  if (negotiated.kind !== 'answer') return negotiated
  if (negotiated.message.status !== status.ok) return statusOf(negotiated.message)
  const challenged = await ask(wire, command.sessionSetup, sessionSetupBody(negotiateMessage(), 0n))
  if (challenged.kind !== 'answer') return challenged
  if (challenged.message.status !== status.moreProcessing) return statusOf(challenged.message)
  wire.sessionId = challenged.message.sessionId
  const challenge = readSafely(challenged.message.body, sessionSetupToken)
  const refusal = await authenticate(wire, challenge ?? Buffer.alloc(0), request)
  if (refusal) return refusal
  const connected = await ask(wire, command.treeConnect, treeConnectBody(request.sharePath))
  if (connected.kind !== 'answer') return connected
  const { message } = connected
  return message.status === status.ok ? { kind: 'tree', treeId: message.treeId } : statusOf(message)
}

/** Returns null once the host knows the user, and has proved that it knows the password too. */
const authenticate = async (
  wire: SmbWire,
  challenge: Buffer,
  { credentials, previous }: LogOnRequest,
): Promise<Exclude<LogOnAnswer, { kind: 'tree' }> | null> => {
  const answer = authenticateMessage(challenge, credentials)
  if (!answer) return { kind: 'denied', detail: 'the host offers no log-on with NTLM' }
  const done = await ask(wire, command.sessionSetup, sessionSetupBody(answer.message, previous))
  if (done.kind !== 'answer') return done
  if (done.message.status !== status.ok) return statusOf(done.message)
  if (readSafely(done.message.body, isGuest) !== false) {
    return { kind: 'denied', detail: 'the host does not know this user, and offers guest access instead' }
  }
  if (!isSignedWith(answer.sessionKey, done.message)) {
    return { kind: 'denied', detail: 'the responder could not prove that it is the host' }
  }
  wire.key = answer.sessionKey
  return null
}

const statusOf = (message: Incoming): LogOnAnswer & { kind: 'status' } => ({
  kind: 'status',
  status: message.status,
})

const ask = (wire: SmbWire, of: number, body: Buffer) => wire.ask({ command: of, treeId: 0, body })
