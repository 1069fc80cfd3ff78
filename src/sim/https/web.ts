/** A request as it comes to a server or a balancer in the world. */
export interface WebRequest {
  /** A message to a published file, somebody who logs on or renews a session, or a balancer's question whether anybody is there. */
  readonly kind: 'message' | 'log-on' | 'renew' | 'check'
  readonly file: string
  /** Which copy asks: where a door has a lock, its session says who that is. */
  readonly who: string
  /** What shows who asks; null where nothing does. */
  readonly sessionProof: SessionProof | null
  /** The machine that asks: what a balancer in front knows of its clients. */
  readonly from: string
  /** Which server it had, as the balancer told it; null where none did. */
  readonly cookie: string | null
  readonly body: Uint8Array
}

/** A session, and what proves that the request is of whoever has it. */
export interface SessionProof {
  readonly token: Uint8Array
  readonly proof: Uint8Array
}

/** Whoever may not ask is told so by 401, 403, 429 and 503, with a sentence as bytes. */
export type WebStatus = 200 | 401 | 403 | 429 | 502 | 503 | 504

export interface WebResponse {
  readonly status: WebStatus
  /** Null where nobody answered who knows of messages. */
  readonly bytes: Uint8Array | null
  readonly cookie: string | null
  /** Where nobody answered: since when nobody could have, as far as the world knows. */
  readonly brokenUs: number | null
  /** The connection ends with this answer: whoever asks again makes another. */
  readonly closes: boolean
}

/** The server's end of one connection. */
export interface WebConnection {
  readonly isOpen: boolean
  /** When it ended; null while it is open. */
  readonly closedUs: number | null
  /** `answer` is called at the server's machine, once or, where the program dies, never. */
  request(request: WebRequest, answer: (response: WebResponse) => void): void
  /** The client ends it. */
  close(): void
}

/** Where connections are taken on a machine. */
export interface WebEndpoint {
  readonly id: string
  readonly host: string
  /**
   * Takes a connection, with the handshake's work; `ready` is told null where nobody listens. `closed` is called when this end
   * closes it, at this machine and moment.
   */
  connect(closed: () => void, ready: (connection: WebConnection | null) => void): void
}
