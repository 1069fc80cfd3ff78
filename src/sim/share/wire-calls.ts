import type { Kernel, PendingCalls } from '../kernel/index.ts'
import type { Names } from '../names/index.ts'
import type { Network } from '../network/index.ts'

/** Time until a client reports a session as lost after its path went down. */
export const lossNoticedUs = 5_000_000

/** Bytes of a request or answer besides its contents. */
const envelopeBytes = 200

/** Time until a client gives up on a host that took the request: SMB's session timeout (docs/fidelity.md §1.3). */
export const silenceUs = 60_000_000

export interface WireOptions {
  readonly kernel: Kernel
  readonly network: Network
  readonly names: Names
  readonly calls: PendingCalls
  readonly copy: string
  readonly fromHost: string
}

export interface WireCall<T, R> {
  readonly host: string
  /** Total round trips. Those before the last carry nothing but cost their time. */
  readonly tripCount: number
  readonly sendBytes: number
  readonly operation: () => T
  /** Runs the operation now, later or never, as the host's state decides; now if omitted. */
  readonly serve?: ((operation: () => void) => void) | undefined
  readonly answerBytes: (answer: T) => number
  /** Converts the answer for the caller; receives null if the path was lost. */
  readonly end: (answer: T | null) => R
}

export class WireCalls {
  readonly #options: WireOptions

  constructor(options: WireOptions) {
    this.#options = options
  }

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

  /** Skips operations that the client has given up on. */
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
