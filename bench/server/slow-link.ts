import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export interface LinkSpeed {
  readonly bitsPerSecond: number
  /** There and back. */
  readonly roundTripMs: number
}

/** A link on the loopback that is as slow as it is told, each way by itself; all connections share it. */
export interface SlowLink {
  readonly port: number
  /** What crossed it both ways so far, with everything that TLS and HTTP add. */
  readonly crossedBytes: () => number
  close(): Promise<void>
}

export const slowLink = (to: number, speed: LinkSpeed): Promise<SlowLink> =>
  new Promise((resolve) => {
    const [up, down] = [new Lane(speed), new Lane(speed)]
    const sockets = new Set<Socket>()
    const server = createServer((near) => {
      const far = connect({ host: '127.0.0.1', port: to })
      for (const socket of [near, far]) {
        socket.setNoDelay(true)
        sockets.add(socket)
        socket.on('error', () => socket.destroy())
        socket.on('close', () => sockets.delete(socket))
      }
      carry(near, far, up)
      carry(far, near, down)
    })
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      const close = (): Promise<void> =>
        new Promise((closed) => {
          server.close(() => closed())
          for (const socket of sockets) socket.destroy()
        })
      resolve({ port, crossedBytes: () => up.bytes + down.bytes, close })
    })
  })

/** One way: bytes go one after the other at its rate, and arrive half a round trip later. */
class Lane {
  readonly #speed: LinkSpeed
  #freeAtMs = 0
  bytes = 0

  constructor(speed: LinkSpeed) {
    this.#speed = speed
  }

  /** When these bytes are all there. */
  arrivesInMs(count: number): number {
    const { bitsPerSecond, roundTripMs } = this.#speed
    const nowMs = performance.now()
    this.bytes += count
    this.#freeAtMs = Math.max(nowMs, this.#freeAtMs) + (count * 8 * 1000) / bitsPerSecond
    return this.#freeAtMs - nowMs + roundTripMs / 2
  }
}

/** As much as a router holds for a slow link; whoever sends more waits. */
const heldBytesMax = 64 * 1024

const carry = (from: Socket, to: Socket, lane: Lane): void => {
  let held = 0
  from.on('data', (piece) => {
    held += piece.length
    if (held > heldBytesMax) from.pause()
    setTimeout(() => {
      held -= piece.length
      if (held <= heldBytesMax) from.resume()
      if (!to.destroyed) to.write(piece)
    }, lane.arrivesInMs(piece.length))
  })
  from.on('end', () => setTimeout(() => to.end(), lane.arrivesInMs(0)))
  from.on('close', () => setTimeout(() => to.destroy(), lane.arrivesInMs(0)))
}
