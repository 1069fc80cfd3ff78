import type { ChannelAnswer, MessageChannel, MessageClient } from '../../engine/index.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { PendingCalls } from '../kernel/pending-calls.ts'
import type { Network } from '../network/network.ts'
import type { Traffic } from './traffic.ts'
import { WebClient } from './web-client.ts'
import { overheadBytes, type WebOutcome } from './web-trip.ts'
import type { WebDoor } from './web.ts'

export interface SimHttpsParts {
  readonly kernel: Kernel
  readonly network: Network
  readonly calls: PendingCalls
  readonly traffic: Traffic
  /** The copy that asks, and the machine that it lies on. */
  readonly copy: string
  readonly from: string
  readonly doorOf: (id: string) => WebDoor | null
  readonly observer: {
    connected(copy: string, door: string): void
    disconnected(copy: string, door: string): void
  }
}

/** How long a system tries to connect where nothing comes back: Windows, now (fidelity.md §2.5). */
const connectUs = 31_000_000

/** How long a connection may stand still beyond what the answer may take, as over the real HTTPS. */
const stillMs = 20_000

/** The engine's messages over HTTPS between machines of a world. An address is `https://DOOR/FILE`. */
export const simHttpsClient = (parts: SimHttpsParts): MessageClient => {
  const cookies = new Map<string, string>()
  return {
    open: (address) => {
      const [, id = '', file = ''] = /^https:\/\/([^/]+)\/(.+)$/.exec(address) ?? []
      const door = parts.doorOf(id)
      if (!door) return { kind: 'unreachable', detail: `there is no server at ${address}` }
      return { kind: 'channel', channel: new SimChannel(parts, { door, file }, cookies) }
    },
  }
}

class SimChannel implements MessageChannel {
  readonly #parts: SimHttpsParts
  readonly #to: { readonly door: WebDoor; readonly file: string }
  readonly #cookies: Map<string, string>
  readonly #web: WebClient
  #isOpen = true
  /** Whether somebody answered on it: from then on it is a session, until nobody does. */
  #isSession = false

  constructor(
    parts: SimHttpsParts,
    to: { readonly door: WebDoor; readonly file: string },
    cookies: Map<string, string>,
  ) {
    this.#parts = parts
    this.#to = to
    this.#cookies = cookies
    const { kernel, network, from } = parts
    this.#web = new WebClient({ kernel, network, from, door: to.door, connectUs })
  }

  ask(message: Uint8Array, patienceMs: number): Promise<ChannelAnswer> {
    const { door, file } = this.#to
    const { kernel, calls, copy, from } = this.#parts
    if (!this.#isOpen) return Promise.resolve(givenBack)
    const id = calls.begin(`${copy} asks ${door.id}`)
    const cookie = this.#cookies.get(door.id) ?? null
    const request = { kind: 'message', file, who: copy, from, cookie, body: message } as const
    return new Promise((resolve) => {
      this.#web.send(request, (patienceMs + stillMs) * 1000, (outcome) => {
        calls.end(id)
        kernel.wake()
        resolve(this.#isOpen ? this.#heard(outcome, message.length) : givenBack)
      })
    })
  }

  async close(): Promise<void> {
    this.#isOpen = false
    this.#web.close()
    this.#over()
  }

  #heard(outcome: WebOutcome, sentBytes: number): ChannelAnswer {
    const { door } = this.#to
    const { kernel, traffic, copy, observer } = this.#parts
    const { nowUs } = kernel.agenda
    if (outcome.kind !== 'answered') return this.#lost(outcome.brokenUs, said[outcome.kind])
    const { status, bytes, cookie, brokenUs } = outcome.response
    if (cookie !== null) this.#cookies.set(door.id, cookie)
    if (!bytes) return this.#lost(brokenUs ?? nowUs, `the balancer answered ${status}`)
    const sizeBytes = sentBytes + bytes.length + overheadBytes.request + overheadBytes.answer
    traffic.answered(copy, door.id, sizeBytes, nowUs)
    if (!this.#isSession) {
      traffic.connected(door.id)
      observer.connected(copy, door.id)
    }
    this.#isSession = true
    return { kind: 'answer', bytes }
  }

  #lost(brokenUs: number, detail: string): ChannelAnswer {
    const { door } = this.#to
    this.#parts.traffic.unanswered(this.#parts.copy, door.id, brokenUs)
    this.#over()
    return { kind: 'lost', detail: `${door.id}: ${detail}` }
  }

  #over(): void {
    if (!this.#isSession) return
    this.#isSession = false
    const { traffic, observer, copy } = this.#parts
    traffic.disconnected(this.#to.door.id)
    observer.disconnected(copy, this.#to.door.id)
  }
}

const givenBack: ChannelAnswer = { kind: 'lost', detail: 'the session was given back' }

const said = {
  refused: 'nothing listens there',
  unreachable: 'there is no way to it',
  reset: 'the connection was closed',
  timeout: 'it does not answer',
} as const
