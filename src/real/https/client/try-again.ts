import type { IncomingHttpHeaders } from 'node:http'

import type { ChannelAnswer } from '../../../engine/ports/index.ts'

export interface Tried {
  readonly answer: ChannelAnswer
  /** `now`: on another connection. `soon`: once a balancer has noticed, or the server is back. */
  readonly again: 'now' | 'soon' | null
}

/**
 * Pauses before each retry of a channel that was answered before, in milliseconds. A balancer notices within two
 * checks, mostly 2 s apart. The link manager redials after longer outages.
 */
export const soonMs: readonly number[] = [500, 1500, 3000]

const gone = ['ECONNRESET', 'ECONNREFUSED', 'EPIPE']

/** Pure: how to retry after a connection error. Every message is idempotent, so it may be sent twice. */
export const againAfterError = (error: unknown, isReused: boolean): Tried['again'] => {
  const { code } = error instanceof Error ? { code: undefined, ...error } : { code: undefined }
  if (!gone.some((each) => each === code)) return null
  // The other side closed an idle connection (RFC 9112, section 9.3.1).
  return isReused && code !== 'ECONNREFUSED' ? 'now' : 'soon'
}

const gatewayStatuses = [502, 503, 504]

/** Pure: how to retry after an HTTP status. Our servers send reasons as plain text; a balancer does not. */
export const againAfterStatus = (status: number, headers: IncomingHttpHeaders): Tried['again'] =>
  gatewayStatuses.includes(status) && !(headers['content-type'] ?? '').startsWith('text/plain')
    ? 'soon'
    : null
