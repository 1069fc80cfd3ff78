import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { Socket } from 'node:net'

/** What a pool tells its workers; a connection comes along with the first of these. */
export type ToWorker =
  | { readonly kind: 'connection'; readonly id: number }
  | { readonly kind: 'announce' }
  | { readonly kind: 'drain' }

export type FromWorker = { readonly kind: 'ready' } | { readonly kind: 'taken'; readonly id: number }

export const isToWorker = (message: unknown): message is ToWorker =>
  ['connection', 'announce', 'drain'].includes(kindOf(message))

const isTaken = (message: unknown): message is Extract<FromWorker, { kind: 'taken' }> =>
  kindOf(message) === 'taken'

const kindOf = (message: unknown): string => {
  const { kind } = { kind: undefined, ...(typeof message === 'object' ? message : null) }
  return typeof kind === 'string' ? kind : ''
}

/** Longer than any request may take. */
const drainMsMax = 150_000

interface Handed {
  readonly connection: Socket
  /** What is done with it where the worker ended before it had it. */
  readonly otherwise: () => void
}

/** A process that answers what it is handed. */
export class ServerWorker {
  readonly #child: ChildProcess
  readonly #onTheirWay = new Map<number, Handed>()
  /** With what its process ended. */
  readonly ended: Promise<number | NodeJS.Signals>
  #handedCount = 0
  #isReady = false
  #isLeaving = false
  #hasEnded = false

  constructor(child: ChildProcess) {
    this.#child = child
    this.ended = once(child, 'exit').then(([code, signal]: (number | NodeJS.Signals | null)[]) => {
      this.#hasEnded = true
      return signal ?? code ?? 1
    })
    void this.ended.then(() => this.#giveBack())
    child.on('message', (message) => {
      if (isTaken(message)) this.#taken(message.id)
    })
    // What cannot be told to a process that is ending is seen by its end.
    child.on('error', () => undefined)
  }

  get isReady(): boolean {
    return this.#isReady && !this.#isLeaving && !this.#hasEnded && this.#child.connected
  }

  get isLeaving(): boolean {
    return this.#isLeaving
  }

  /** Null when it takes connections; with what it ended where it never did. */
  async started(): Promise<number | NodeJS.Signals | null> {
    const ready = once(this.#child, 'message').then(() => {
      this.#isReady = true
      return null
    })
    return Promise.race([ready, this.ended])
  }

  /** Hands a connection over. It stays open here until the worker says that it has it: on its way to one that ends it would be lost. */
  hand(connection: Socket, otherwise: () => void): void {
    this.#handedCount += 1
    const id = this.#handedCount
    this.#onTheirWay.set(id, { connection, otherwise })
    this.#send({ kind: 'connection', id }, connection)
  }

  /** Has it say that it goes away, while it answers as before. */
  announce(): void {
    this.#send({ kind: 'announce' })
  }

  /** Resolves when all that it was handed is answered. */
  async leave(): Promise<void> {
    this.#isLeaving = true
    this.#send({ kind: 'drain' })
    const impatient = setTimeout(() => this.#child.kill('SIGKILL'), drainMsMax)
    await this.ended
    clearTimeout(impatient)
  }

  #send(message: ToWorker, connection?: Socket): void {
    if (this.#child.connected) this.#child.send(message, connection, { keepOpen: true }, () => undefined)
  }

  // The worker's own descriptor keeps it open.
  #taken(id: number): void {
    this.#onTheirWay.get(id)?.connection.destroy()
    this.#onTheirWay.delete(id)
  }

  #giveBack(): void {
    const left = [...this.#onTheirWay.values()]
    this.#onTheirWay.clear()
    for (const { otherwise } of left) otherwise()
  }
}
