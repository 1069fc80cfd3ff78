import { once } from 'node:events'
import { connect, type TLSSocket } from 'node:tls'

import { messageType } from './bare-messages.ts'

export interface RawAnswer {
  readonly status: number
  readonly body: Uint8Array
}

/**
 * One kept connection that says HTTP with as little work as can be: whoever measures a server by a client of Node's
 * measures mostly that client.
 */
export class RawConnection {
  readonly #socket: TLSSocket
  #received: Buffer = Buffer.alloc(0)
  #answered: (answer: RawAnswer) => void = () => undefined
  #failed: (error: Error) => void = () => undefined

  constructor(socket: TLSSocket) {
    this.#socket = socket
    socket.setNoDelay(true)
    socket.on('data', (piece: Buffer) => this.#take(piece))
    socket.on('error', (error) => this.#failed(error))
    socket.on('close', () => this.#failed(new Error('the connection was closed')))
  }

  static async to(port: number, ca: string): Promise<RawConnection> {
    const socket = connect({ host: '127.0.0.1', port, ca, servername: 'localhost' })
    await once(socket, 'secureConnect')
    return new RawConnection(socket)
  }

  /** One request at a time. */
  ask(file: string, message: Uint8Array): Promise<RawAnswer> {
    const front = `POST /v1/files/${file} HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${messageType}\r\nContent-Length: ${message.length}\r\n\r\n`
    return new Promise((resolve, reject) => {
      this.#answered = resolve
      this.#failed = reject
      this.#socket.write(Buffer.concat([Buffer.from(front, 'latin1'), message]))
    })
  }

  close(): void {
    this.#failed = () => undefined
    this.#socket.destroy()
  }

  #take(piece: Buffer): void {
    this.#received = this.#received.length === 0 ? piece : Buffer.concat([this.#received, piece])
    const end = this.#received.indexOf('\r\n\r\n')
    if (end < 0) return
    const front = this.#received.toString('latin1', 0, end)
    const length = Number(/\r\ncontent-length: ([0-9]+)/i.exec(front)?.[1] ?? 0)
    if (this.#received.length < end + 4 + length) return
    const body = this.#received.subarray(end + 4, end + 4 + length)
    this.#received = this.#received.subarray(end + 4 + length)
    this.#answered({ status: Number(front.slice(9, 12)), body })
  }
}
