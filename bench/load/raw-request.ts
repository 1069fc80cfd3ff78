import { connect } from 'node:tls'

export interface LoadTarget {
  readonly port: number
  readonly ca: string
}

/** What came back on one connection, which is then closed: the status, or null where there was none, and what it said. */
export interface RawReply {
  readonly status: number | null
  readonly text: string
}

/** For so long somebody who sends nothing more waits for an answer. */
const patienceMs = 20_000

/** Sends bytes as they are, and takes the first answer. */
export const rawRequest = ({ port, ca }: LoadTarget, bytes: Uint8Array): Promise<RawReply> =>
  new Promise((resolve) => {
    let received = Buffer.alloc(0)
    const socket = connect({ host: '127.0.0.1', port, ca, servername: 'localhost' }, () =>
      socket.write(bytes),
    )
    const end = (): void => {
      clearTimeout(impatient)
      socket.destroy()
      resolve(replyIn(received))
    }
    const impatient = setTimeout(end, patienceMs)
    socket.on('data', (piece: Buffer) => {
      received = Buffer.concat([received, piece])
      if (isWhole(received)) end()
    })
    socket.on('error', () => undefined)
    socket.on('close', end)
  })

/** Begins something, and hangs up in the middle of it. */
export const hangUp = ({ port, ca }: LoadTarget, bytes: Uint8Array): Promise<void> =>
  new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, ca, servername: 'localhost' }, () =>
      socket.write(bytes, () => socket.destroy()),
    )
    socket.on('error', () => undefined)
    socket.on('close', () => resolve())
  })

const frontOf = (received: Buffer): { front: string; bodyAt: number } | null => {
  const end = received.indexOf('\r\n\r\n')
  return end < 0 ? null : { front: received.toString('latin1', 0, end), bodyAt: end + 4 }
}

const isWhole = (received: Buffer): boolean => {
  const found = frontOf(received)
  const length = found && /content-length: ([0-9]+)/i.exec(found.front)?.[1]
  return found !== null && length !== undefined && received.length >= found.bodyAt + Number(length)
}

const replyIn = (received: Buffer): RawReply => {
  const found = frontOf(received)
  const status = /^HTTP\/1\.1 ([0-9]{3})/.exec(received.toString('latin1', 0, 16))?.[1]
  if (!found || status === undefined) return { status: null, text: '' }
  return { status: Number(status), text: received.toString('utf8', found.bodyAt) }
}
