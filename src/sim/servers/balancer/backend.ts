import type { Balancer } from '../../../plan/definitions/part/load-balancer.ts'
import { WebClient, type WebEndpoint } from '../../https/index.ts'
import { type Cancel, type Kernel, simCauses, streamKeys, traceKeys } from '../../kernel/index.ts'
import { resolvedAtStart } from '../../names/index.ts'
import type { Network } from '../../network/index.ts'
import { type Candidate, slowStartWeight } from './choose.ts'
import { firstHealth, healthAfter, isUp } from './health.ts'

export interface BackendParts {
  readonly kernel: Kernel
  readonly network: Network
  readonly spec: Balancer
  readonly endpoint: WebEndpoint
}

/** HAProxy's `timeout connect`, from its manual's examples (docs/fidelity.md §3.1). */
export const connectUs = 5_000_000

export class Backend {
  readonly web: WebClient
  isDraining = false
  credit = 0
  readonly #parts: BackendParts
  #health
  /** When it came back. Counts as always up when the balancer starts. */
  #upSinceUs = Number.NEGATIVE_INFINITY
  #cancel: Cancel = () => {}

  constructor(parts: BackendParts) {
    this.#parts = parts
    this.#health = firstHealth(parts.spec.check)
    this.web = this.#client(connectUs)
  }

  get id(): string {
    return this.#parts.endpoint.id
  }

  get candidate(): Candidate {
    const { kernel, spec } = this.#parts
    const weight = slowStartWeight(kernel.scheduler.nowUs - this.#upSinceUs, spec.slowStartUs)
    const { id, isDraining, credit } = this
    return { id, isUp: this.isUp, isDraining, weight, credit }
  }

  get isUp(): boolean {
    return isUp(this.#health, this.#parts.spec.check)
  }

  /** Starts at an offset within the first interval, so that checks of several servers do not coincide. */
  startChecking(): void {
    const { kernel, spec } = this.#parts
    const shareOfFirst = kernel.random
      .stream(streamKeys.balancer)
      .unit(spec.id, this.id, simCauses.firstCheck)
    this.#cancel = kernel.scheduler.after(Math.round(spec.check.everyUs * shareOfFirst), () => this.#check())
  }

  stop(): void {
    this.#cancel()
    this.web.close()
  }

  // Checks over a connection of its own. The next check follows one interval after this one ended.
  #check(): void {
    const { kernel, spec } = this.#parts
    const { timeoutUs, everyUs } = spec.check
    const probe = this.#client(timeoutUs)
    const request = {
      kind: 'check',
      file: '',
      who: spec.id,
      from: spec.host,
      cookie: null,
      sessionProof: null,
    } as const
    let isStopped = false
    this.#cancel = () => {
      isStopped = true
      probe.close()
    }
    const cancelTimeout = kernel.scheduler.after(timeoutUs, () => probe.close())
    probe.send({ ...request, body: nothing }, timeoutUs, ({ kind }) => {
      cancelTimeout()
      if (isStopped) return
      this.#checked(kind === 'answered')
      this.#cancel = kernel.scheduler.after(everyUs, () => this.#check())
    })
  }

  #checked(isAnswered: boolean): void {
    const { kernel, spec } = this.#parts
    const wasUp = this.isUp
    this.#health = healthAfter(this.#health, isAnswered, spec.check)
    if (this.isUp === wasUp) return
    const { nowUs } = kernel.scheduler
    kernel.trace.record(nowUs, this.isUp ? traceKeys.believedUp : traceKeys.believedDown, this.id, spec.id)
    if (this.isUp) this.#upSinceUs = nowUs
    // `on-marked-down shutdown-sessions`: ends requests that wait for a dead server.
    else this.web.close()
  }

  /** HAProxy resolves the addresses of its servers when it reads its configuration (`init-addr`). */
  #client(connectWithinUs: number): WebClient {
    const { kernel, network, spec, endpoint } = this.#parts
    const names = resolvedAtStart
    return new WebClient({ kernel, network, names, from: spec.host, endpoint, connectUs: connectWithinUs })
  }
}

const nothing = new Uint8Array(0)
