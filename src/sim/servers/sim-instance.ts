import type { Instance } from '../../plan/definitions/part/sync-server.ts'
import type { WebConnection, WebEndpoint, WebRequest, WebResponse } from '../https/index.ts'
import { type Kernel, traceKeys, traceTargets } from '../kernel/index.ts'
import { Cores, workOn } from './cores.ts'
import { carryingUs, serverCosts } from './server-costs.ts'
import type { ServerProcess } from './server-process.ts'

export interface InstanceParts {
  readonly kernel: Kernel
  readonly spec: Instance
  readonly cores: Cores
  /** Starts a process; the number counts those before it. */
  readonly begin: (generation: number) => ServerProcess
  /** Reports a defect of ours met while answering a request. */
  readonly onTrouble: (reason: unknown) => void
}

/** How long an ending process waits for its clients: the shutdown limit of an IIS pool (docs/fidelity.md §3.2). */
const overlapUs = 90_000_000
const overlapPollUs = 1_000_000

/** A request of this size or more carries a piece of a document, not an edit. */
const uploadBytesMin = 8192

export class SimInstance implements WebEndpoint {
  readonly #parts: InstanceParts
  readonly #workers: Cores
  readonly #connections = new Set<InstanceConnection>()
  #awaited: { readonly happened: () => void; readonly bytesMin: number }[] = []
  #process: ServerProcess | null
  #generation = 0
  #requests = 0

  constructor(parts: InstanceParts) {
    this.#parts = parts
    this.#workers = new Cores(parts.kernel.scheduler, parts.spec.workers)
    this.#process = parts.begin(this.#generation)
  }

  get id(): string {
    return this.#parts.spec.id
  }

  get host(): string {
    return this.#parts.spec.host
  }

  get nowUs(): number {
    return this.#parts.kernel.scheduler.nowUs
  }

  /** The number of its current program; each start and each recycling makes another one. */
  get generation(): number {
    return this.#generation
  }

  get isUp(): boolean {
    return this.#process !== null
  }

  get requests(): number {
    return this.#requests
  }

  connect(closed: () => void, ready: (connection: WebConnection | null) => void): void {
    if (!this.#process) return ready(null)
    const connection = new InstanceConnection(this, this.#process, closed)
    this.#connections.add(connection)
    this.work(serverCosts.handshakeUs, () => ready(connection.isOpen ? connection : null))
  }

  /** Calls `happened` once, when a message of at least this size has arrived and is unanswered. */
  onNextRequest(happened: () => void, bytesMin = uploadBytesMin): void {
    this.#awaited.push({ happened, bytesMin })
  }

  /** Kills the process; its machine resets all its connections. */
  kill(): void {
    this.#process?.kill()
    this.#process = null
    for (const connection of [...this.#connections]) connection.end()
  }

  start(): void {
    if (this.#process) return
    this.#generation += 1
    this.#process = this.#parts.begin(this.#generation)
  }

  /** Starts another process on the port. The old one serves its connected clients and ends once they have gone. */
  recycle(over: () => void): void {
    const old = this.#process
    this.#process = null
    this.start()
    if (!old) return over()
    const { scheduler } = this.#parts.kernel
    const untilUs = scheduler.nowUs + overlapUs
    const poll = (): void => {
      const left = [...this.#connections].filter(({ process }) => process === old)
      if (left.length > 0 && scheduler.nowUs < untilUs) return void scheduler.after(overlapPollUs, poll)
      for (const connection of left) connection.end()
      this.#close(old, over)
    }
    this.#parts.kernel.wake()
    old.drain()
    poll()
  }

  close(): Promise<void> {
    const process = this.#process
    this.#process = null
    return process?.close() ?? Promise.resolve()
  }

  forget(connection: InstanceConnection): void {
    this.#connections.delete(connection)
  }

  work(workUs: number, done: () => void): void {
    const { kernel, cores } = this.#parts
    workOn(kernel.scheduler, { workers: this.#workers, cores }, { workUs, done })
  }

  carryOut(
    connection: InstanceConnection,
    request: WebRequest,
    answer: (response: WebResponse) => void,
  ): void {
    const { who, body } = request
    const { kernel, onTrouble } = this.#parts
    kernel.trace.record(
      kernel.scheduler.nowUs,
      traceKeys.asked,
      traceTargets.request(who, this.id),
      body.length,
    )
    this.#notifyAwaited(body.length)
    kernel.wake()
    const { process } = connection
    process.answer(request).then(({ status, bytes, word }) => {
      const workUs = carryingUs(bytes.length)
      this.work(workUs, () => {
        if (!connection.isOpen) return
        this.#requests += 1
        kernel.trace.record(kernel.scheduler.nowUs, word, traceTargets.response(who, this.id), bytes.length)
        answer({ status, bytes, cookie: null, brokenUs: null, closes: process.isDraining })
      })
    }, onTrouble)
  }

  #notifyAwaited(sizeBytes: number): void {
    if (this.#awaited.length === 0) return
    const met = this.#awaited.filter(({ bytesMin }) => sizeBytes >= bytesMin)
    this.#awaited = this.#awaited.filter(({ bytesMin }) => sizeBytes < bytesMin)
    for (const { happened } of met) happened()
  }

  #close(process: ServerProcess, over: () => void): void {
    this.#parts.kernel.wake()
    process.close().then(over, this.#parts.onTrouble)
  }
}

class InstanceConnection implements WebConnection {
  readonly process: ServerProcess
  closedUs: number | null = null
  readonly #instance: SimInstance
  readonly #closed: () => void

  constructor(instance: SimInstance, process: ServerProcess, closed: () => void) {
    this.#instance = instance
    this.process = process
    this.#closed = closed
  }

  get isOpen(): boolean {
    return this.closedUs === null
  }

  request(request: WebRequest, answer: (response: WebResponse) => void): void {
    if (request.kind === 'check') {
      this.#instance.work(serverCosts.checkUs, () => {
        if (this.isOpen) answer({ status: 200, bytes: null, cookie: null, brokenUs: null, closes: true })
      })
      return
    }
    this.#instance.work(serverCosts.requestUs + carryingUs(request.body.length), () => {
      if (this.isOpen) this.#instance.carryOut(this, request, answer)
    })
  }

  close(): void {
    this.closedUs ??= this.#instance.nowUs
    this.#instance.forget(this)
  }

  end(): void {
    if (!this.isOpen) return
    this.close()
    this.#closed()
  }
}
