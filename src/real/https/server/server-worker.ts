import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { Socket } from 'node:net'

/** Messages of a pool to its workers; a connection accompanies the first of them. */
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
  /** Handles the connection if the worker ended before it took it. */
  readonly otherwise: () => void
}

export class ServerWorker {
  readonly #child: ChildProcess
  readonly #onTheirWay = new Map<number, Handed>()
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
    // The exit event covers messages that an ending process did not receive.
    child.on('error', () => undefined)
  }

  get isReady(): boolean {
    return this.#isReady && !this.#isLeaving && !this.#hasEnded && this.#child.connected
  }

  get isLeaving(): boolean {
    return this.#isLeaving
  }

  /** Resolves with null once it accepts connections, or with its exit code if it never did. */
  async started(): Promise<number | NodeJS.Signals | null> {
    const ready = once(this.#child, 'message').then(() => {
      this.#isReady = true
      return null
    })
    return Promise.race([ready, this.ended])
  }

  /**
   * Hands a connection over. Keeps it open until the worker confirms, or it would be lost if the worker ends
   * meanwhile.
   */
  hand(connection: Socket, otherwise: () => void): void {
    this.#handedCount += 1
    const id = this.#handedCount
    this.#onTheirWay.set(id, { connection, otherwise })
    this.#send({ kind: 'connection', id }, connection)
  }

  /** Makes it announce its shutdown, while it serves as before. */
  announce(): void {
    this.#send({ kind: 'announce' })
  }

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
