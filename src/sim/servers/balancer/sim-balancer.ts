import type { Balancer } from '../../../plan/definitions/part/load-balancer.ts'
import type { WebConnection, WebEndpoint, WebOutcome, WebRequest, WebResponse } from '../../https/index.ts'
import type { Kernel } from '../../kernel/index.ts'
import type { Network } from '../../network/index.ts'
import { Backend } from './backend.ts'
import { choose } from './choose.ts'

export interface BalancerParts {
  readonly kernel: Kernel
  readonly network: Network
  readonly spec: Balancer
  readonly instances: ReadonlyMap<string, WebEndpoint>
}

/** HAProxy's `retries`: attempts after the first failed connection, one second apart (docs/fidelity.md §3.1). */
export const retriesMax = 3
export const retryAfterUs = 1_000_000

/** Longest wait for a server's answer, above the longest long poll, as with `timeout server 60s`. */
const thinkingUs = 60_000_000

/**
 * Forwards requests to servers, by the client's cookie or address if possible. Adds no delay, since it is far from
 * its limits.
 */
export class SimBalancer implements WebEndpoint {
  readonly #parts: BalancerParts
  readonly #connections = new Set<BalancerConnection>()
  /** By source address, for the policy that uses it. */
  readonly #table = new Map<string, string>()
  #backends: readonly Backend[] = []
  #isUp = false

  constructor(parts: BalancerParts) {
    this.#parts = parts
    this.start()
  }

  get id(): string {
    return this.#parts.spec.id
  }

  get host(): string {
    return this.#parts.spec.host
  }

  get isUp(): boolean {
    return this.#isUp
  }

  get nowUs(): number {
    return this.#parts.kernel.scheduler.nowUs
  }

  get believedUp(): readonly string[] {
    return this.#backends.flatMap((backend) => (backend.isUp ? [backend.id] : []))
  }

  connect(closed: () => void, ready: (connection: WebConnection | null) => void): void {
    if (!this.#isUp) return ready(null)
    const connection = new BalancerConnection(this, closed)
    this.#connections.add(connection)
    ready(connection)
  }

  /** Starts without any knowledge of assignments, failures or drained servers. */
  start(): void {
    const { spec, instances, kernel, network } = this.#parts
    if (this.#isUp) return
    this.#isUp = true
    this.#table.clear()
    this.#backends = spec.instances.flatMap((id) => {
      const endpoint = instances.get(id)
      return endpoint ? [new Backend({ kernel, network, spec, endpoint })] : []
    })
    for (const backend of this.#backends) backend.startChecking()
  }

  stop(): void {
    this.#isUp = false
    for (const connection of [...this.#connections]) connection.end()
    for (const backend of this.#backends) backend.stop()
  }

  drain(instance: string, isDraining: boolean): void {
    for (const backend of this.#backends) if (backend.id === instance) backend.isDraining = isDraining
  }

  isDraining(instance: string): boolean {
    return this.#backends.some((backend) => backend.id === instance && backend.isDraining)
  }

  forget(connection: BalancerConnection): void {
    this.#connections.delete(connection)
  }

  carry(connection: BalancerConnection, request: WebRequest, answer: (response: WebResponse) => void): void {
    const { stickiness } = this.#parts.spec
    const own = stickiness === 'cookie' ? request.cookie : (this.#table.get(request.from) ?? null)
    const wanted = stickiness === 'none' ? null : own
    const job = { connection, request, answer }
    this.#tryAt(job, { wanted, avoided: null, triesLeft: retriesMax, brokenUs: null })
  }

  #tryAt(job: Job, attempt: Attempt): void {
    if (!job.connection.isOpen) return
    const choice = choose(
      this.#backends.map(({ candidate }) => candidate),
      attempt,
    )
    const backend = this.#backends.find(({ id }) => id === choice?.id)
    if (!choice || !backend) return job.answer(nobody(503, attempt.brokenUs ?? this.nowUs))
    for (const each of this.#backends) each.credit = choice.credits.get(each.id) ?? each.credit
    backend.web.send(job.request, thinkingUs, (outcome) => this.#ended(job, attempt, backend, outcome))
  }

  #ended(job: Job, attempt: Attempt, backend: Backend, outcome: WebOutcome): void {
    if (!job.connection.isOpen) return
    switch (outcome.kind) {
      case 'answered': {
        const { spec } = this.#parts
        if (spec.stickiness === 'source-address') this.#table.set(job.request.from, backend.id)
        const cookie = spec.stickiness === 'cookie' ? backend.id : null
        return job.answer({ ...outcome.response, cookie, closes: false })
      }
      case 'refused':
      case 'unreachable':
        return this.#again(job, { ...attempt, brokenUs: attempt.brokenUs ?? outcome.brokenUs }, backend)
      case 'reset':
        return job.answer(nobody(502, attempt.brokenUs ?? outcome.brokenUs))
      case 'timeout':
        return job.answer(nobody(504, attempt.brokenUs ?? outcome.brokenUs))
    }
  }

  /** Retries after a failed connection; the last retry goes to another server. */
  #again(job: Job, attempt: Attempt, backend: Backend): void {
    const { triesLeft: left, brokenUs } = attempt
    if (left === 0) return job.answer(nobody(503, brokenUs ?? this.nowUs))
    const triesLeft = left - 1
    const isLast = triesLeft === 0 && this.#parts.spec.redispatch
    const next = isLast ? { wanted: null, avoided: backend.id } : { wanted: backend.id, avoided: null }
    this.#parts.kernel.scheduler.after(retryAfterUs, () => this.#tryAt(job, { ...next, triesLeft, brokenUs }))
  }
}

interface Job {
  readonly connection: BalancerConnection
  readonly request: WebRequest
  readonly answer: (response: WebResponse) => void
}

interface Attempt {
  readonly wanted: string | null
  readonly avoided: string | null
  readonly triesLeft: number
  /** Since when requests fail; null before the first failure. */
  readonly brokenUs: number | null
}

const nobody = (status: 502 | 503 | 504, brokenUs: number): WebResponse => ({
  status,
  bytes: null,
  cookie: null,
  brokenUs,
  closes: false,
})

class BalancerConnection implements WebConnection {
  closedUs: number | null = null
  readonly #balancer: SimBalancer
  readonly #closed: () => void

  constructor(balancer: SimBalancer, closed: () => void) {
    this.#balancer = balancer
    this.#closed = closed
  }

  get isOpen(): boolean {
    return this.closedUs === null
  }

  request(request: WebRequest, answer: (response: WebResponse) => void): void {
    this.#balancer.carry(this, request, (response) => {
      if (this.isOpen) answer(response)
    })
  }

  close(): void {
    this.closedUs ??= this.#balancer.nowUs
    this.#balancer.forget(this)
  }

  end(): void {
    if (!this.isOpen) return
    this.close()
    this.#closed()
  }
}
