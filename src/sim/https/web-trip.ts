import type { Cancel, Kernel } from '../kernel/index.ts'
import type { Names } from '../names/index.ts'
import type { Network } from '../network/index.ts'
import type { WebConnection, WebEndpoint, WebRequest, WebResponse } from './web.ts'

/** The outcome of a request. `brokenUs` is the earliest time at which the world knows the other side to be gone. */
export type WebOutcome =
  | { readonly kind: 'answered'; readonly response: WebResponse }
  | { readonly kind: 'refused'; readonly brokenUs: number }
  /** No connection was made: nothing came back. */
  | { readonly kind: 'unreachable'; readonly brokenUs: number }
  /** The connection ended before an answer. The server may have carried the request out. */
  | { readonly kind: 'reset'; readonly brokenUs: number }
  | { readonly kind: 'timeout'; readonly brokenUs: number }

export interface WebClientParts {
  readonly kernel: Kernel
  readonly network: Network
  readonly names: Names
  readonly from: string
  readonly endpoint: WebEndpoint
  /** Longest attempt to connect when nothing comes back. */
  readonly connectUs: number
}

/**
 * Bytes around one message: headers and TLS frames, then those of a handshake, mostly the server's certificates. TCP
 * takes one round trip and TLS 1.3 another before the request (docs/fidelity.md §2.5).
 */
export const overheadBytes = { request: 200, answer: 100, hello: 600, certificates: 3500 } as const

export interface KeptConnection {
  readonly server: WebConnection
  isOpen: boolean
  idleSinceUs: number
  trip: WebTrip | null
}

export class WebTrip {
  kept: KeptConnection | null = null
  endsWith: 'kept' | 'closed' = 'closed'
  readonly #parts: WebClientParts
  readonly #asked: { readonly request: WebRequest; readonly patienceUs: number }
  readonly #end: (outcome: WebOutcome) => void
  readonly #beganUs: number
  #isOver = false
  #isAnswered = false
  #stop: Cancel = () => {}

  constructor(
    parts: WebClientParts,
    asked: { readonly request: WebRequest; readonly patienceUs: number },
    end: (outcome: WebOutcome) => void,
  ) {
    this.#parts = parts
    this.#asked = asked
    this.#end = end
    this.#beganUs = parts.kernel.scheduler.nowUs
  }

  connect(): void {
    const { names, from, endpoint } = this.#parts
    if (names.knows(from, endpoint.host)) return this.#dial()
    names.ask(from, endpoint.host, (isFound) => {
      if (this.#isOver) return
      if (isFound) this.#dial()
      else this.#over('timeout')
    })
  }

  #dial(): void {
    const { network, from, endpoint, connectUs } = this.#parts
    const roundTripUs = network.roundTripUs(from, endpoint.host)
    if (roundTripUs === null) return this.#wait(connectUs)
    this.#carry('up', overheadBytes.hello, {
      afterUs: roundTripUs,
      lostUs: connectUs,
      arrived: () => this.#handshake(),
    })
    // A machine may accept a connection and be too busy for the handshake.
    const stop = this.#stop
    const cancel = this.#parts.kernel.scheduler.after(connectUs + 2 * roundTripUs, () =>
      this.#isOver || this.kept ? undefined : this.#over('timeout'),
    )
    this.#stop = () => {
      stop()
      cancel()
    }
  }

  ask(kept: KeptConnection): void {
    this.kept = kept
    kept.trip = this
    const { request, patienceUs } = this.#asked
    this.#carry('up', overheadBytes.request + request.body.length, {
      lostUs: patienceUs,
      arrived: () => this.#arrived(kept),
    })
  }

  abort(): void {
    this.#over('reset')
  }

  /** Called when the other end's close has arrived here. */
  wasClosed(): void {
    if (!this.#isAnswered) this.#over('reset')
  }

  /** Runs at the server's machine. */
  #handshake(): void {
    const { endpoint, connectUs } = this.#parts
    const kept: { end: KeptConnection | null } = { end: null }
    endpoint.connect(
      () => kept.end && this.#closedThere(kept.end),
      (server) => {
        if (this.#isOver) return server?.close()
        if (!server)
          return this.#carry('down', 0, { lostUs: connectUs, arrived: () => this.#over('refused') })
        const end: KeptConnection = { server, isOpen: true, idleSinceUs: 0, trip: this }
        kept.end = end
        this.#carry('down', overheadBytes.certificates, { lostUs: connectUs, arrived: () => this.ask(end) })
      },
    )
  }

  #closedThere(end: KeptConnection): void {
    const { network, from, endpoint } = this.#parts
    const onEnd = (outcome: 'delivered' | 'lost'): void => {
      if (outcome === 'lost') return
      end.isOpen = false
      end.trip?.wasClosed()
    }
    network.send({ from: endpoint.host, to: from, sizeBytes: 0, onEnd })
  }

  #arrived(kept: KeptConnection): void {
    const { request, patienceUs } = this.#asked
    if (!kept.server.isOpen)
      return this.#carry('down', 0, { lostUs: patienceUs, arrived: () => this.#over('reset') })
    this.#wait(patienceUs)
    kept.server.request(request, (response) => {
      if (this.#isOver) return
      this.#isAnswered = true
      this.#stop()
      const sizeBytes = overheadBytes.answer + (response.bytes?.length ?? 0)
      this.#carry('down', sizeBytes, { lostUs: patienceUs, arrived: () => this.#answered(response) })
    })
  }

  #answered(response: WebResponse): void {
    this.endsWith = response.closes ? 'closed' : 'kept'
    this.#finish({ kind: 'answered', response })
  }

  #carry(
    way: 'up' | 'down',
    sizeBytes: number,
    { afterUs = 0, lostUs, arrived }: { afterUs?: number; lostUs: number; arrived: () => void },
  ): void {
    const { network, from, endpoint } = this.#parts
    const [here, there] = way === 'up' ? [from, endpoint.host] : [endpoint.host, from]
    const onEnd = (outcome: 'delivered' | 'lost'): void => {
      if (this.#isOver) return
      if (outcome === 'delivered') arrived()
      else this.#wait(lostUs)
    }
    this.#stop = network.send({ from: here, to: there, sizeBytes, afterUs, onEnd })
  }

  #wait(patienceUs: number): void {
    this.#stop = this.#parts.kernel.scheduler.after(patienceUs, () => this.#over('timeout'))
  }

  #over(kind: 'refused' | 'reset' | 'timeout'): void {
    const closedUs = this.kept?.server.closedUs ?? this.#beganUs
    const what = kind === 'timeout' && !this.kept ? 'unreachable' : kind
    this.#finish({ kind: what, brokenUs: Math.max(this.#beganUs, closedUs) })
  }

  #finish(outcome: WebOutcome): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#stop()
    this.#end(outcome)
  }
}
