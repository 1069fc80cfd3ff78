import type { Cancel, Scheduler } from '../kernel/index.ts'
import type { Network } from '../network/index.ts'
import type { SimNameServer } from './name-server.ts'

/** The defaults of a resolver: its wait for one answer, and its rounds through all servers (docs/fidelity.md §2.6). */
export const answerWithinUs = 5_000_000
export const attemptsMax = 2

/** Bytes of one datagram each (docs/fidelity.md §2.6). */
const datagramBytes = { query: 80, answer: 120 } as const

export interface QueryParts {
  readonly scheduler: Scheduler
  readonly network: Network
  readonly from: string
  readonly servers: readonly SimNameServer[]
}

/** Asks one server after the other, as often as a resolver does. */
export class Query {
  readonly #parts: QueryParts
  #tries = 0
  #stop: Cancel = () => {}

  constructor(parts: QueryParts) {
    this.#parts = parts
  }

  /** Calls `end` once with the server that answered, or with null. */
  send(end: (server: SimNameServer | null) => void): void {
    const { servers, scheduler } = this.#parts
    const server = servers[this.#tries % servers.length]
    if (!server || this.#tries === attemptsMax * servers.length) return end(null)
    this.#tries += 1
    const cancelDatagram = this.#askOne(server, () => {
      cancelTimeout()
      end(server)
    })
    const cancelTimeout = scheduler.after(answerWithinUs, () => {
      cancelDatagram()
      this.#stop()
      this.send(end)
    })
  }

  #askOne(server: SimNameServer, answered: () => void): Cancel {
    const { network, from } = this.#parts
    const { host } = server
    this.#stop = () => {}
    return network.send({
      from,
      to: host,
      sizeBytes: datagramBytes.query,
      onEnd: (asked) => {
        if (asked === 'lost' || !server.takes()) return
        this.#stop = network.send({
          from: host,
          to: from,
          sizeBytes: datagramBytes.answer,
          onEnd: (end) => (end === 'delivered' ? answered() : undefined),
        })
      },
    })
  }
}
