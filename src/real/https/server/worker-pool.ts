import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

import { ServerWorker } from './server-worker.ts'

export interface WorkerPoolParts {
  readonly host: string
  /** One for all workers, or one each; 0 picks a free one. */
  readonly ports: readonly number[]
  readonly workerCount: number
  readonly start: (slot: number) => ServerWorker
  /** Receives a message when a worker ends by itself. */
  readonly say: (text: string) => void
}

/** The first worker that failed to start, and its exit code. */
export class WorkerDidNotStart extends Error {
  override readonly name = 'WorkerDidNotStart'
  readonly ended: number | NodeJS.Signals

  constructor(ended: number | NodeJS.Signals) {
    super(`a worker ended with ${ended} before it took any connection`)
    this.ended = ended
  }
}

/** Connections that may wait while no worker runs. */
const waitingMax = 1000
/** Pause before a crashed worker is restarted. */
const restartMs = 1000

/**
 * Worker processes of one server. This process holds the ports, so that no connection is refused while a worker
 * starts or ends.
 */
export class WorkerPool {
  readonly #parts: WorkerPoolParts
  readonly #workers: ServerWorker[] = []
  readonly #servers: Server[] = []
  #waiting: { readonly connection: Socket; readonly slot: number }[] = []
  #recycling: Promise<void> = Promise.resolve()
  #isOpen = true

  constructor(parts: WorkerPoolParts) {
    this.#parts = parts
  }

  /**
   * Resolves with the ports once all workers accept connections. Rejects with WorkerDidNotStart, or if a port is
   * unavailable.
   */
  async open(): Promise<readonly number[]> {
    const { ports, host, workerCount } = this.#parts
    try {
      for (const [index, port] of ports.entries()) {
        const slotOf = ports.length > 1 ? () => index : (from: string) => slotFor(from, workerCount)
        this.#servers.push(
          await listening(host, port, (connection) =>
            this.#route(connection, slotOf(connection.remoteAddress ?? '')),
          ),
        )
      }
      const started = Array.from({ length: workerCount }, (_, slot) => this.#begin(slot))
      for (const ended of await Promise.all(started)) if (ended !== null) throw new WorkerDidNotStart(ended)
    } catch (error) {
      await this.close()
      throw error
    }
    return this.#servers.map((server) => (server.address() as AddressInfo).port)
  }

  /** Replaces the workers one by one, each after its successor is ready. Resolves once all are replaced. */
  recycle(): Promise<void> {
    this.#recycling = this.#recycling.then(async () => {
      for (let slot = 0; slot < this.#parts.workerCount && this.#isOpen; slot += 1) await this.#renew(slot)
    })
    return this.#recycling
  }

  /** Announces its shutdown for `drainMs`. Then accepts nothing, and resolves once all requests are answered. */
  async close(drainMs = 0): Promise<void> {
    for (const worker of this.#workers) worker.announce()
    if (drainMs > 0) await sleep(drainMs)
    this.#isOpen = false
    for (const { connection } of this.#waiting.splice(0)) connection.destroy()
    const closed = this.#servers.map((server) => new Promise((resolve) => server.close(resolve)))
    await Promise.all(this.#workers.map((worker) => worker.leave()))
    await Promise.all([...closed, this.#recycling])
  }

  async #begin(slot: number): Promise<number | NodeJS.Signals | null> {
    const worker = this.#parts.start(slot)
    this.#workers[slot] = worker
    const ended = await worker.started()
    if (ended === null) this.#attend(worker, slot)
    return ended
  }

  async #renew(slot: number): Promise<void> {
    const old = this.#workers[slot]
    const fresh = this.#parts.start(slot)
    const ended = await fresh.started()
    if (ended !== null || !this.#isOpen) {
      if (ended === null) await fresh.leave()
      else
        this.#parts.say(
          `The replacement of worker ${slot + 1} did not start (${ended}). The old one continues.\n`,
        )
      return
    }
    this.#workers[slot] = fresh
    this.#attend(fresh, slot)
    await old?.leave()
  }

  #attend(worker: ServerWorker, slot: number): void {
    for (const { connection, slot: wanted } of this.#waiting.splice(0)) this.#route(connection, wanted)
    void worker.ended.then(async (ended) => {
      if (!this.#isOpen || worker.isLeaving || this.#workers[slot] !== worker) return
      this.#parts.say(`Worker ${slot + 1} ended (${ended}), and is started again.\n`)
      await this.#restart(slot)
    })
  }

  async #restart(slot: number): Promise<void> {
    while (this.#isOpen && (await this.#begin(slot)) !== null) await sleep(restartMs)
  }

  // A client stays with its worker, which remembers their exchange, until that worker ends.
  #route(connection: Socket, slot: number): void {
    const { workerCount } = this.#parts
    for (let next = 0; next < workerCount; next += 1) {
      const worker = this.#workers[(slot + next) % workerCount]
      if (worker?.isReady) return worker.hand(connection, () => this.#route(connection, slot))
    }
    if (this.#isOpen && this.#waiting.length < waitingMax) this.#waiting.push({ connection, slot })
    else connection.destroy()
  }
}

/** Pure: the worker of a client, by its address (FNV-1a). */
export const slotFor = (address: string, workerCount: number): number => {
  let hash = 0x811c9dc5
  for (const letter of address) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  return (hash >>> 0) % workerCount
}

const listening = (host: string, port: number, take: (connection: Socket) => void): Promise<Server> =>
  new Promise((resolve, reject) => {
    // Paused: the receiving worker must read the first byte.
    const server = createServer({ pauseOnConnect: true }, (connection) => {
      connection.on('error', () => connection.destroy())
      take(connection)
    })
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve(server)
    })
  })
