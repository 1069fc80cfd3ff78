import type { Kernel, PendingCalls } from '../kernel/index.ts'
import type { Network } from '../network/index.ts'
import { lossNoticedUs } from '../share/index.ts'

/** What carries calls between the machines of a world. */
export interface Carrier {
  readonly kernel: Kernel
  readonly network: Network
  readonly calls: PendingCalls
}

export interface NetworkCall<T> {
  /** Who asks for what, for whoever looks why a world stands still. */
  readonly what: string
  readonly from: string
  readonly to: string
  readonly sendBytes: number
  /** What is done there; null where nobody answers. */
  readonly work: () => Promise<T | null>
  readonly answerBytes: (answer: T) => number
}

/** TCP, TLS and the headers of a request or an answer on a connection that is kept. */
const envelopeBytes = 300

/** A request to another machine and what it answered; null where it, or the answer, was lost on the way. */
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
