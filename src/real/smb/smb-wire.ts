import { connect, type Socket } from 'node:net'

import { decodeMessage, encodeMessage, type Incoming, isSignedWith, isUnasked } from './smb-message.ts'

export type WireAnswer =
  | { readonly kind: 'answer'; readonly message: Incoming }
  | { readonly kind: 'gone'; readonly detail: string }

export interface WireRequest {
  readonly command: number
  readonly treeId: number
  readonly body: Buffer
}

/** A host silent for this long is gone; TCP alone would wait for a quarter of an hour (docs/fidelity.md §1.3). */
const silenceMs = 15_000
/** Above any answer to our requests, and low enough to protect the memory. */
const frameBytesMax = 2 * 1024 * 1024

/** One TCP connection to an SMB host: framing, message ids, credits and signatures (MS-SMB2 3.2.4.1). */
export class SmbWire {
  readonly #socket: Socket
  readonly #waiting = new Map<bigint, (answer: WireAnswer) => void>()
  readonly #held: (() => void)[] = []
  #nextId = 0n
  #credits = 1
  #received: Buffer = Buffer.alloc(0)
  #goneBecause: string | null = null
  sessionId = 0n
  /** Null before log-on. */
  key: Buffer | null = null

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.setNoDelay(true)
    socket.setTimeout(silenceMs)
    socket.on('data', (bytes: Buffer) => this.#take(bytes))
    socket.on('error', (error) => this.end(error.message))
    socket.on('close', () => this.end('the host closed the connection'))
    socket.on('timeout', () => {
      if (this.#waiting.size > 0) this.end(`the host has not answered for ${silenceMs / 1000} s`)
    })
  }

  /** Resolves with the wire, or with the reason of the failure. */
  static open(host: string, port: number): Promise<SmbWire | string> {
    return new Promise((resolve) => {
      const socket = connect({ host, port })
      const fail = (detail: string): void => {
        socket.destroy()
        resolve(detail)
      }
      const onError = (error: Error): void => fail(error.message)
      socket.setTimeout(silenceMs, () => fail(`${host} does not answer`))
      socket.once('error', onError)
      socket.once('connect', () => {
        socket.removeAllListeners('timeout')
        socket.removeListener('error', onError)
        resolve(new SmbWire(socket))
      })
    })
  }

  ask(request: WireRequest): Promise<WireAnswer> {
    return new Promise((resolve) => {
      const send = (): void => this.#send(request, resolve)
      if (this.#credits > 0) send()
      else this.#held.push(send)
    })
  }

  /** Fails all pending requests with this reason. */
  end(detail: string): void {
    if (this.#goneBecause !== null) return
    this.#goneBecause = detail
    this.#socket.destroy()
    const waiting = [...this.#waiting.values()]
    this.#waiting.clear()
    for (const resolve of waiting) resolve({ kind: 'gone', detail })
    for (const send of this.#held.splice(0)) send()
  }

  #send({ command, treeId, body }: WireRequest, resolve: (answer: WireAnswer) => void): void {
    if (this.#goneBecause !== null) {
      resolve({ kind: 'gone', detail: this.#goneBecause })
      return
    }
    const messageId = this.#nextId
    this.#nextId += 1n
    this.#credits -= 1
    this.#waiting.set(messageId, resolve)
    const bytes = encodeMessage({ command, messageId, sessionId: this.sessionId, treeId, body }, this.key)
    const frame = Buffer.alloc(4)
    frame.writeUInt32BE(bytes.length, 0)
    this.#socket.write(Buffer.concat([frame, bytes]))
  }

  #take(bytes: Buffer): void {
    this.#received = this.#received.length === 0 ? bytes : Buffer.concat([this.#received, bytes])
    while (this.#goneBecause === null && this.#received.length >= 4) {
      const length = this.#received.readUInt32BE(0)
      if (length > frameBytesMax) return this.end('the host sent data that is not SMB 2')
      if (this.#received.length < 4 + length) return
      const frame = this.#received.subarray(4, 4 + length)
      this.#received = this.#received.subarray(4 + length)
      this.#onData(frame)
    }
  }

  #onData(frame: Buffer): void {
    const message = decodeMessage(frame)
    if (!message) return this.end('the host sent data that is not SMB 2')
    if (isUnasked(message)) return
    this.#credits += message.credits
    if (message.isInterim) return this.#release()
    if (this.key && !isSignedWith(this.key, message)) return this.end('an answer was not signed by the host')
    const resolve = this.#waiting.get(message.messageId)
    this.#waiting.delete(message.messageId)
    resolve?.({ kind: 'answer', message })
    this.#release()
  }

  #release(): void {
    while (this.#credits > 0) {
      const send = this.#held.shift()
      if (!send) return
      send()
    }
  }
}
