import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

import { ServerWorker } from './server-worker.ts'

export interface WorkerPoolParts {
  readonly host: string
  /** One that all workers share, or one for each; 0 takes one that is free. */
  readonly ports: readonly number[]
  readonly workerCount: number
  readonly start: (slot: number) => ServerWorker
  /** Is told of workers that ended by themselves. */
  readonly say: (text: string) => void
}

/** The first worker that did not come to take connections, and with what it ended. */
export class WorkerDidNotStart extends Error {
  override readonly name = 'WorkerDidNotStart'
  readonly ended: number | NodeJS.Signals

  constructor(ended: number | NodeJS.Signals) {
    super(`a worker ended with ${ended} before it took any connection`)
    this.ended = ended
  }
}

/** For so long connections wait where every worker has just ended. */
const waitingMax = 1000
/** Between two starts of a worker that ends by itself. */
const restartMs = 1000

/**
 * Processes that answer for one server. This one holds the ports, so that no connection is ever refused while a worker
 * comes or goes, and hands each connection to one of them.
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

  /** Resolves with the ports when all workers take connections. Rejects with WorkerDidNotStart, or where a port cannot be had. */
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

  /** Lets one worker after the other go when another one stands in its place. Resolves when all of them are new. */
  recycle(): Promise<void> {
    this.#recycling = this.#recycling.then(async () => {
      for (let slot = 0; slot < this.#parts.workerCount && this.#isOpen; slot += 1) await this.#renew(slot)
    })
    return this.#recycling
  }

  /** Says for so long that it goes away; then takes no more, and resolves when everything that was asked is answered. */
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
      else this.#parts.say(`A new worker ${slot + 1} did not start (${ended}); the old one goes on.\n`)
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

  // A client stays with its worker, which remembers what was said to it; whose worker has just ended goes to another one.
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

/** Pure: which of so many workers a client's connections go to, by its address (FNV-1a). */
export const slotFor = (address: string, workerCount: number): number => {
  let hash = 0x811c9dc5
  for (const letter of address) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  return (hash >>> 0) % workerCount
}

const listening = (host: string, port: number, take: (connection: Socket) => void): Promise<Server> =>
  new Promise((resolve, reject) => {
    // Paused: the first byte belongs to whoever gets it.
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
