export interface WebRequest {
  /** A message to a published file, a log-on, a renewal of a session, or a balancer's health check. */
  readonly kind: 'message' | 'log-on' | 'renew' | 'check'
  readonly file: string
  /** The requesting copy. A guarded gateway identifies the user by the session instead. */
  readonly who: string
  readonly sessionProof: SessionProof | null
  /** The requesting machine: balancers choose by it. */
  readonly from: string
  /** The server that a balancer assigned earlier; null without one. */
  readonly cookie: string | null
  readonly body: Uint8Array
}

export interface SessionProof {
  readonly token: Uint8Array
  readonly proof: Uint8Array
}

/** Refusals are 401, 403, 429 and 503, with a sentence as bytes. */
export type WebStatus = 200 | 401 | 403 | 429 | 502 | 503 | 504

export interface WebResponse {
  readonly status: WebStatus
  /** Null if the answer comes from no instance. */
  readonly bytes: Uint8Array | null
  readonly cookie: string | null
  /** For an answer in a dead server's place: since when it was gone, as far as the world knows. */
  readonly brokenUs: number | null
  /** Ends the connection with this answer: the client opens another for its next request. */
  readonly closes: boolean
}

export interface WebConnection {
  readonly isOpen: boolean
  readonly closedUs: number | null
  /** Calls `answer` at the server's machine, once, or never if the process dies. */
  request(request: WebRequest, answer: (response: WebResponse) => void): void
  close(): void
}

export interface WebEndpoint {
  readonly id: string
  readonly host: string
  /**
   * Accepts a connection and does the handshake's work. Passes null to `ready` if the port is closed. Calls `closed`,
   * at this machine, when this end closes it.
   */
  connect(closed: () => void, ready: (connection: WebConnection | null) => void): void
}
