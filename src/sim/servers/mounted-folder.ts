import type { ArbiterSession, ShareAnswer, ShareClient } from '../../engine/ports/index.ts'

export interface Mount {
  readonly client: ShareClient<ArbiterSession>
  readonly address: string
  /** Called when a request fails, so that its caller knows that an earlier look is outdated. */
  readonly onTrouble: () => void
}

/** If the connection is lost, the request fails and the next one reconnects. */
export const mountedFolder = ({ client, address, onTrouble }: Mount): ArbiterSession => {
  let connecting: ReturnType<typeof client.connect> | null = null
  const request = async <T>(
    ask: (session: ArbiterSession) => Promise<ShareAnswer<T>>,
  ): Promise<ShareAnswer<T>> => {
    const mine = (connecting ??= client.connect(address))
    const connected = await mine
    const answer: ShareAnswer<T> =
      connected.kind === 'session'
        ? await ask(connected.session)
        : { kind: 'lost', detail: `${address} is not mounted: ${connected.detail}` }
    if (answer.kind === 'lost') {
      if (connecting === mine) connecting = null
      onTrouble()
    }
    return answer
  }
  return {
    read: (path) => request((session) => session.read(path)),
    readPart: (path, offset, length) => request((session) => session.readPart(path, offset, length)),
    sizeBytes: (path) => request((session) => session.sizeBytes(path)),
    list: (path) => request((session) => session.list(path)),
    writeWhole: (path, bytes) => request((session) => session.writeWhole(path, bytes)),
    writePart: (path, offset, bytes) => request((session) => session.writePart(path, offset, bytes)),
    rename: (from, to) => request((session) => session.rename(from, to)),
    createExclusive: (path, bytes) => request((session) => session.createExclusive(path, bytes)),
    modifiedMs: (path) => request((session) => session.modifiedMs(path)),
    remove: (path) => request((session) => session.remove(path)),
    disconnect: async () => {
      const connected = await connecting
      connecting = null
      if (connected?.kind === 'session') await connected.session.disconnect()
    },
  }
}

/** A session of a process that may die: its open requests are then never answered, and it sends no others. */
export const mortalSession = (session: ArbiterSession, isAlive: () => boolean): ArbiterSession => {
  const whileAlive = <T>(ask: () => Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      if (!isAlive()) return
      ask().then(
        (answer) => isAlive() && resolve(answer),
        (trouble: unknown) => isAlive() && reject(trouble),
      )
    })
  return {
    read: (path) => whileAlive(() => session.read(path)),
    readPart: (path, offset, length) => whileAlive(() => session.readPart(path, offset, length)),
    sizeBytes: (path) => whileAlive(() => session.sizeBytes(path)),
    list: (path) => whileAlive(() => session.list(path)),
    writeWhole: (path, bytes) => whileAlive(() => session.writeWhole(path, bytes)),
    writePart: (path, offset, bytes) => whileAlive(() => session.writePart(path, offset, bytes)),
    rename: (from, to) => whileAlive(() => session.rename(from, to)),
    createExclusive: (path, bytes) => whileAlive(() => session.createExclusive(path, bytes)),
    modifiedMs: (path) => whileAlive(() => session.modifiedMs(path)),
    remove: (path) => whileAlive(() => session.remove(path)),
    disconnect: () => whileAlive(() => session.disconnect()),
  }
}
