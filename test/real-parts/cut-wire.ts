import { createServer, connect, type Socket } from 'node:net'

/** A wire on loopback between somebody and a port, which can be cut and mended. */
export interface Wire {
  readonly port: number
  /** Whatever runs over it breaks, and nothing more gets through. */
  cut(): void
  mend(): void
  close(): Promise<void>
}

export const openWire = (to: number): Promise<Wire> =>
  new Promise((resolve, reject) => {
    const sockets = new Set<Socket>()
    let isCut = false
    const keep = (socket: Socket): Socket => {
      sockets.add(socket)
      socket.on('error', () => socket.destroy())
      socket.on('close', () => sockets.delete(socket))
      return socket
    }
    const server = createServer((near) => {
      keep(near)
      if (isCut) return void near.destroy()
      const far = keep(connect(to, '127.0.0.1'))
      near.pipe(far)
      far.pipe(near)
      near.on('close', () => far.destroy())
      far.on('close', () => near.destroy())
    })
    const cut = (): void => {
      isCut = true
      for (const socket of sockets) socket.destroy()
    }
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve({
        port: typeof address === 'object' && address ? address.port : 0,
        cut,
        mend: () => void (isCut = false),
        close: () => {
          cut()
          return new Promise((closed) => server.close(() => closed()))
        },
      })
    })
  })
