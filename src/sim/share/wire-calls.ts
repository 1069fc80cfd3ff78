import type { Kernel, PendingCalls } from '../kernel/index.ts'
import type { Network } from '../network/index.ts'

/** How long a client waits for an answer on a path that has gone before it reports the session as lost. */
export const lossNoticedUs = 5_000_000

/** What a request or an answer weighs on the wire besides the bytes it carries. */
const envelopeBytes = 200

/** How long a client waits for a host that took the request and says nothing: SMB's session timeout (docs/fidelity.md §1.3). */
export const silenceUs = 60_000_000

export interface WireOptions {
  readonly kernel: Kernel
  readonly network: Network
  readonly calls: PendingCalls
  /** The copy that asks, and the machine it runs on. */
  readonly copy: string
  readonly fromHost: string
}

export interface WireCall<T, R> {
  readonly host: string
  /** Round trips in all: those before the last carry nothing but cost their time. */
  readonly tripCount: number
  readonly sendBytes: number
  /** What the host does. */
  readonly operation: () => T
  /** Lets it be done now, later or never, as the host is doing; left out, it is done at once. */
  readonly serve?: ((operation: () => void) => void) | undefined
  readonly answerBytes: (answer: T) => number
  /** What the client makes of the answer; null where the path was lost. */
  readonly end: (answer: T | null) => R
}

/** Requests and answers between the client's machine and hosts. */
export class WireCalls {
  readonly #options: WireOptions

  constructor(options: WireOptions) {
    this.#options = options
  }

  /** Goes to the host, lets it act there, and comes back with what it said. */
  request<T, R>(call: WireCall<T, R>): Promise<R> {
    return new Promise((resolve) => this.#send(call, resolve))
  }

  #send<T, R>(
    { host, tripCount, sendBytes, operation, serve, answerBytes, end }: WireCall<T, R>,
    resolve: (end: R) => void,
  ): void {
    const { kernel, network, calls, fromHost, copy } = this.#options
    const { scheduler } = kernel
    const id = calls.begin(`${copy} asks ${host}`)
    const finish = (answer: T | null): void => {
      calls.end(id)
      kernel.wake()
      resolve(end(answer))
    }
    const lost = (): void => void scheduler.after(lossNoticedUs, () => finish(null))
    const comeBack = (answer: T): void => {
      const sizeBytes = envelopeBytes + answerBytes(answer)
      const onEnd = (outcome: 'delivered' | 'lost'): void =>
        outcome === 'delivered' ? finish(answer) : lost()
      network.send({ from: host, to: fromHost, sizeBytes, onEnd })
    }
    const roundTripUs = network.roundTripUs(fromHost, host)
    if (roundTripUs === null) return lost()
    const arrived = (): void =>
      serve
        ? this.#served(serve, { act: operation, comeBack, lost: () => finish(null) })
        : comeBack(operation())
    const onEnd = (outcome: 'delivered' | 'lost'): void => (outcome === 'delivered' ? arrived() : lost())
    const afterUs = (tripCount - 1) * roundTripUs
    network.send({ from: fromHost, to: host, sizeBytes: envelopeBytes + sendBytes, afterUs, onEnd })
  }

  /** What the client has given up is not done any more. */
  #served<T>(
    serve: (operation: () => void) => void,
    { act: operation, comeBack, lost }: { act: () => T; comeBack: (answer: T) => void; lost: () => void },
  ): void {
    let isGivenUp = false
    const cancel = this.#options.kernel.scheduler.after(silenceUs, () => {
      isGivenUp = true
      lost()
    })
    serve(() => {
      if (isGivenUp) return
      cancel()
      comeBack(operation())
    })
  }
}
