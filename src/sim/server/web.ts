/** A request as it comes to a server or a balancer in the world. */
export interface WebRequest {
  /** A message to a published file, or a balancer's question whether anybody is there. */
  readonly kind: 'message' | 'check'
  readonly file: string
  /** Who asks: no door of a world has a lock. */
  readonly who: string
  /** The machine that asks: what a balancer in front knows of its clients. */
  readonly from: string
  /** Which server it had, as the balancer told it; null where none did. */
  readonly cookie: string | null
  readonly body: Uint8Array
}

export interface WebResponse {
  readonly status: 200 | 502 | 503 | 504
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
export interface WebDoor {
  readonly id: string
  readonly host: string
  /**
   * Takes a connection, with the handshake's work; `ready` is told null where nobody listens. `closed` is called when this end
   * closes it, at this machine and moment.
   */
  connect(closed: () => void, ready: (connection: WebConnection | null) => void): void
}
