import type { IncomingHttpHeaders } from 'node:http'

import type { ChannelAnswer } from '../../../engine/ports/index.ts'

/** One try to have a message answered, and whether another one may fare better. */
export interface Tried {
  readonly answer: ChannelAnswer
  /** `now`: on another connection. `soon`: when a balancer has noticed, or a server has come back. */
  readonly again: 'now' | 'soon' | null
}

/**
 * How long a channel that was answered before waits for each further try. A balancer notices within two of its checks,
 * which are mostly two seconds apart; whoever is away for longer is for the keeper to call again.
 */
export const soonMs: readonly number[] = [500, 1500, 3000]

const gone = ['ECONNRESET', 'ECONNREFUSED', 'EPIPE']

/** Pure: what to do about a connection that failed. All messages may be sent twice: what they bring is there then already. */
export const againAfterError = (error: unknown, isReused: boolean): Tried['again'] => {
  const { code } = error instanceof Error ? { code: undefined, ...error } : { code: undefined }
  if (!gone.some((each) => each === code)) return null
  // Closed by the other side while nothing was under way (RFC 9112, section 9.3.1).
  return isReused && code !== 'ECONNREFUSED' ? 'now' : 'soon'
}

const gatewayStatuses = [502, 503, 504]

/** Pure: what to do about an answer that is none of ours: a server of ours says its reasons as plain text, a balancer does not. */
export const againAfterStatus = (status: number, headers: IncomingHttpHeaders): Tried['again'] =>
  gatewayStatuses.includes(status) && !(headers['content-type'] ?? '').startsWith('text/plain')
    ? 'soon'
    : null
