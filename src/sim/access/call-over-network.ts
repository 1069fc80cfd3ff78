import type { Kernel, PendingCalls } from '../kernel/index.ts'
import type { Names } from '../names/index.ts'
import type { Network } from '../network/index.ts'
import { lossNoticedUs } from '../share/index.ts'

export interface Carrier {
  readonly kernel: Kernel
  readonly network: Network
  readonly calls: PendingCalls
  readonly names: Names
}

export interface NetworkCall<T> {
  /** Caller and request, for diagnosing a stuck world. */
  readonly what: string
  readonly from: string
  readonly to: string
  readonly sendBytes: number
  /** Runs at the callee; null if it does not answer. */
  readonly work: () => Promise<T | null>
  readonly answerBytes: (answer: T) => number
}

/** Bytes of TCP, TLS and headers around a request or answer on a kept connection. */
const envelopeBytes = 300

/** Calls another machine. Returns null if the request or the answer was lost. */
export const callOverNetwork = <T>(carrier: Carrier, call: NetworkCall<T>): Promise<T | null> =>
  new Promise((resolve, reject) => {
    const { kernel, network, calls } = carrier
    const { from, to, what } = call
    const id = calls.begin(what)
    const finish = (answer: T | null): void => {
      calls.end(id)
      kernel.wake()
      resolve(answer)
    }
    const lost = (): void => void kernel.scheduler.after(lossNoticedUs, () => finish(null))
    const comeBack = (answer: T | null): void => {
      if (answer === null) return lost()
      const sizeBytes = envelopeBytes + call.answerBytes(answer)
      const onEnd = (end: 'delivered' | 'lost'): void => (end === 'delivered' ? finish(answer) : lost())
      network.send({ from: to, to: from, sizeBytes, onEnd })
    }
    const arrive = (): void => {
      kernel.wake()
      call.work().then(comeBack, (defect: unknown) => {
        calls.end(id)
        reject(defect)
      })
    }
    const onEnd = (end: 'delivered' | 'lost'): void => (end === 'delivered' ? arrive() : lost())
    network.send({ from, to, sizeBytes: envelopeBytes + call.sendBytes, onEnd })
  })
