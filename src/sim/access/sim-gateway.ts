import type { LogOnOutcome, NotLetIn, SessionService } from '../../access/session/index.ts'
import type { Answered, Asked } from '../../engine/server/index.ts'
import type { WebRequest, WebStatus } from '../https/index.ts'
import { type Kernel, type TraceKey, traceKeys } from '../kernel/index.ts'
import { refusalTraceKeys } from '../keys/index.ts'
import type { AccessLog } from './access-log.ts'
import { bodyOf, type LogOnBody, contentOf } from './log-on-bodies.ts'

export interface SimGatewayParts {
  readonly id: string
  readonly sessionService: SessionService
  readonly kernel: Kernel
  readonly log: AccessLog
  readonly fileIdOf: (name: string) => string | null
}

export interface WebAnswer {
  readonly status: WebStatus
  readonly bytes: Uint8Array
  /** For the trace: the refused request, if any. */
  readonly word: TraceKey
}

export type AnswerMessage = (asked: Asked) => Promise<Answered>

/** Unrestricted access: trusts the claimed user. */
export const unguardedGateway = async (
  { file, who, body }: WebRequest,
  answer: AnswerMessage,
): Promise<WebAnswer> => messageAnswer(await answer({ file, who, mayWrite: true, body }))

/** Restricted access: the request shows a session, and the session service decides. */
export const guardedGateway = async (
  parts: SimGatewayParts,
  request: WebRequest,
  answer: AnswerMessage,
): Promise<WebAnswer> => {
  const { sessionService, kernel, log, id, fileIdOf } = parts
  const { file, from, body, sessionProof } = request
  const denied = (refusal: NotLetIn): WebAnswer => {
    log.deniedRequests.push({
      gateway: id,
      user: request.who,
      atUs: kernel.scheduler.nowUs,
      reasonText: refusal.what,
    })
    return refused(refusal)
  }
  const sessionOrDenied = (outcome: LogOnOutcome): WebAnswer =>
    outcome.kind === 'not-let-in' ? denied(outcome) : sessionAnswer(outcome)
  if (request.kind === 'log-on') return sessionOrDenied(await logOn(sessionService, body, from))
  if (!sessionProof) return denied(noProofDenial)
  if (request.kind === 'renew') return sessionOrDenied(await sessionService.renew(sessionProof))
  const admission = await sessionService.admit({ ...sessionProof, file, body, fileId: fileIdOf(file) })
  if (admission.kind === 'not-let-in') return denied(admission)
  const { user, mayWrite, untilMs } = admission
  const answered = await answer({ file, who: user, mayWrite, untilMs, body })
  const isSent = answered.refusal?.code !== 'unknown-user'
  if (isSent)
    log.sendings.push({ gateway: id, user, atUs: kernel.scheduler.nowUs, bytes: answered.bytes.length })
  return messageAnswer(answered)
}

const logOn = (sessionService: SessionService, body: Uint8Array, address: string): Promise<LogOnOutcome> => {
  const { user, password, clientKey } = contentOf<LogOnBody>(body)
  return sessionService.logOn({ user, password, address, clientKey: Uint8Array.fromHex(clientKey) })
}

const messageAnswer = ({ bytes, refusal }: Answered): WebAnswer => ({
  status: 200,
  bytes,
  word: refusal ? refusalTraceKeys[refusal.code] : traceKeys.answered,
})

const sessionAnswer = ({ token, expiresAtMs }: Extract<LogOnOutcome, { kind: 'session' }>): WebAnswer => ({
  status: 200,
  bytes: bodyOf({ token: token.toHex(), expiresAtMs }),
  word: traceKeys.session,
})

const refused = ({ reason, what, next }: NotLetIn): WebAnswer => ({
  status: statusOf[reason],
  bytes: new TextEncoder().encode(`${what}. ${next}`),
  word: traceKeys.notLetIn,
})

const statusOf: Readonly<Record<NotLetIn['reason'], WebStatus>> = {
  who: 401,
  denied: 403,
  wait: 429,
  unavailable: 503,
}

const noProofDenial: NotLetIn = {
  kind: 'not-let-in',
  reason: 'who',
  what: 'The server wants to know who asks',
  next: 'Log on.',
}
