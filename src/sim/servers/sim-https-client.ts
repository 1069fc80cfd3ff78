import type { ChannelAnswer, MessageChannel, MessageClient } from '../../engine/ports/index.ts'
import type { AskGateway, SimLogOnSession } from '../access/index.ts'
import {
  overheadBytes,
  WebClient,
  type WebEndpoint,
  type WebOutcome,
  type WebRequest,
  type WebStatus,
} from '../https/index.ts'
import type { Kernel, PendingCalls } from '../kernel/index.ts'
import type { Names } from '../names/index.ts'
import type { Network } from '../network/index.ts'
import type { Traffic } from './traffic.ts'

export interface SimHttpsParts {
  readonly kernel: Kernel
  readonly network: Network
  readonly names: Names
  readonly calls: PendingCalls
  readonly traffic: Traffic
  readonly copy: string
  readonly from: string
  readonly endpointOf: (id: string) => WebEndpoint | null
  /** Proves the copy's user; omitted or null if no gateway requires it. */
  readonly logOnSession?: () => SimLogOnSession | null
  readonly observer: {
    connected(copy: string, endpoint: string): void
    disconnected(copy: string, endpoint: string): void
  }
}

/** Longest attempt to connect when nothing comes back: Windows 10 and 11 (docs/fidelity.md §2.5). */
const connectUs = 31_000_000

/** Longest stall of a connection beyond the answer's own time, as over real HTTPS (docs/fidelity.md §2.5). */
const stillMs = 20_000

/** Longest log-on at the server, which asks its directory. */
const besideMs = 20_000

/** Carries the engine's messages over HTTPS between machines of a world. An address is `https://DOOR/FILE`. */
export const simHttpsClient = (parts: SimHttpsParts): MessageClient => {
  const cookies = new Map<string, string>()
  return {
    open: (address) => {
      const [, id = '', file = ''] = /^https:\/\/([^/]+)\/(.+)$/.exec(address) ?? []
      const endpoint = parts.endpointOf(id)
      if (!endpoint) return { kind: 'unreachable', detail: `there is no server at ${address}` }
      return { kind: 'channel', channel: new SimChannel(parts, { endpoint, file }, cookies) }
    },
  }
}

class SimChannel implements MessageChannel {
  readonly #parts: SimHttpsParts
  readonly #to: { readonly endpoint: WebEndpoint; readonly file: string }
  readonly #cookies: Map<string, string>
  readonly #web: WebClient
  #isOpen = true
  /** Whether a request was answered here: it counts as a session until one fails. */
  #isSession = false

  constructor(
    parts: SimHttpsParts,
    to: { readonly endpoint: WebEndpoint; readonly file: string },
    cookies: Map<string, string>,
  ) {
    this.#parts = parts
    this.#to = to
    this.#cookies = cookies
    const { kernel, network, names, from } = parts
    this.#web = new WebClient({ kernel, network, names, from, endpoint: to.endpoint, connectUs })
  }

  async ask(message: Uint8Array, patienceMs: number): Promise<ChannelAnswer> {
    if (!this.#isOpen) return givenBack
    const logOnSession = this.#parts.logOnSession?.()
    const proven = logOnSession
      ? await logOnSession.prove(this.#to.file, message, this.#sendSessionRequest)
      : noProof
    if (!this.#isOpen) return givenBack
    if (proven.kind !== 'shows') {
      this.#over()
      return { kind: proven.kind, detail: `${this.#to.endpoint.id}: ${proven.detail}` }
    }
    const outcome = await this.#send(
      { kind: 'message', body: message, sessionProof: proven.sessionProof },
      patienceMs,
    )
    return this.#isOpen ? this.#answered(outcome, message.length) : givenBack
  }

  readonly #sendSessionRequest: AskGateway = async (kind, { body, sessionProof }) => {
    const { traffic, copy } = this.#parts
    const outcome = await this.#send({ kind, body, sessionProof }, besideMs)
    if (outcome.kind === 'answered') return outcome.response
    traffic.unanswered(copy, this.#to.endpoint.id, outcome.brokenUs)
    return null
  }

  #send(asked: Pick<WebRequest, 'kind' | 'body' | 'sessionProof'>, patienceMs: number): Promise<WebOutcome> {
    const { endpoint, file } = this.#to
    const { kernel, calls, copy, from } = this.#parts
    const id = calls.begin(`${copy} asks ${endpoint.id}`)
    const cookie = this.#cookies.get(endpoint.id) ?? null
    return new Promise((resolve) => {
      this.#web.send(
        { ...asked, file, who: copy, from, cookie },
        (patienceMs + stillMs) * 1000,
        (outcome) => {
          calls.end(id)
          kernel.wake()
          resolve(outcome)
        },
      )
    })
  }

  async close(): Promise<void> {
    this.#isOpen = false
    this.#web.close()
    this.#over()
  }

  #answered(outcome: WebOutcome, sentBytes: number): ChannelAnswer {
    const { endpoint } = this.#to
    const { kernel, traffic, copy, observer } = this.#parts
    const { nowUs } = kernel.scheduler
    if (outcome.kind !== 'answered') return this.#lost(outcome.brokenUs, reasonTexts[outcome.kind])
    const { status, bytes, cookie, brokenUs } = outcome.response
    if (cookie !== null) this.#cookies.set(endpoint.id, cookie)
    if (!bytes) return this.#lost(brokenUs ?? nowUs, `the balancer answered ${status}`)
    const sizeBytes = sentBytes + bytes.length + overheadBytes.request + overheadBytes.answer
    traffic.answered(copy, endpoint.id, sizeBytes, nowUs)
    if (status !== 200) return this.#notLetIn(status, bytes)
    if (!this.#isSession) {
      traffic.connected(endpoint.id)
      observer.connected(copy, endpoint.id)
    }
    this.#isSession = true
    return { kind: 'answer', bytes }
  }

  /** As over real HTTPS: unknown or unauthorised users are denied, and other failures are transient. */
  #notLetIn(status: WebStatus, bytes: Uint8Array): ChannelAnswer {
    if (status === 401) this.#parts.logOnSession?.()?.forget()
    this.#over()
    const detail = `${this.#to.endpoint.id}: ${new TextDecoder().decode(bytes)}`
    return { kind: status === 401 || status === 403 ? 'denied' : 'lost', detail }
  }

  #lost(brokenUs: number, detail: string): ChannelAnswer {
    const { endpoint } = this.#to
    this.#parts.traffic.unanswered(this.#parts.copy, endpoint.id, brokenUs)
    this.#over()
    return { kind: 'lost', detail: `${endpoint.id}: ${detail}` }
  }

  #over(): void {
    if (!this.#isSession) return
    this.#isSession = false
    const { traffic, observer, copy } = this.#parts
    traffic.disconnected(this.#to.endpoint.id)
    observer.disconnected(copy, this.#to.endpoint.id)
  }
}

const noProof = { kind: 'shows', sessionProof: null } as const

const givenBack: ChannelAnswer = { kind: 'lost', detail: 'the session was given back' }

const reasonTexts = {
  refused: 'nothing listens there',
  unreachable: 'there is no way to it',
  reset: 'the connection was closed',
  timeout: 'it does not answer',
} as const
