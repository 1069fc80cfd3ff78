import type { ArbiterSession, ShareAnswer, ShareClient } from '../../engine/ports/index.ts'

export interface Mount {
  readonly client: ShareClient<ArbiterSession>
  readonly address: string
  /** Called when something asked could not be had, so that whoever relies on having looked knows better. */
  readonly onTrouble: () => void
}

/**
 * A shared folder as a server's machine has it mounted: where the connection is lost, the request fails, and the next one
 * makes another.
 */
export const mountedFolder = ({ client, address, onTrouble }: Mount): ArbiterSession => {
  let connecting: ReturnType<typeof client.connect> | null = null
  const asked = async <T>(
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
    read: (path) => asked((session) => session.read(path)),
    readPart: (path, offset, length) => asked((session) => session.readPart(path, offset, length)),
    sizeBytes: (path) => asked((session) => session.sizeBytes(path)),
    list: (path) => asked((session) => session.list(path)),
    writeWhole: (path, bytes) => asked((session) => session.writeWhole(path, bytes)),
    writePart: (path, offset, bytes) => asked((session) => session.writePart(path, offset, bytes)),
    rename: (from, to) => asked((session) => session.rename(from, to)),
    createExclusive: (path, bytes) => asked((session) => session.createExclusive(path, bytes)),
    modifiedMs: (path) => asked((session) => session.modifiedMs(path)),
    remove: (path) => asked((session) => session.remove(path)),
    disconnect: async () => {
      const connected = await connecting
      connecting = null
      if (connected?.kind === 'session') await connected.session.disconnect()
    },
  }
}

/** A session of a program that may die: what it asked for is never answered then, and nothing more is asked. */
export const mortalSession = (session: ArbiterSession, isAlive: () => boolean): ArbiterSession => {
  const lives = <T>(ask: () => Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      if (!isAlive()) return
      ask().then(
        (answer) => isAlive() && resolve(answer),
        (trouble: unknown) => isAlive() && reject(trouble),
      )
    })
  return {
    read: (path) => lives(() => session.read(path)),
    readPart: (path, offset, length) => lives(() => session.readPart(path, offset, length)),
    sizeBytes: (path) => lives(() => session.sizeBytes(path)),
    list: (path) => lives(() => session.list(path)),
    writeWhole: (path, bytes) => lives(() => session.writeWhole(path, bytes)),
    writePart: (path, offset, bytes) => lives(() => session.writePart(path, offset, bytes)),
    rename: (from, to) => lives(() => session.rename(from, to)),
    createExclusive: (path, bytes) => lives(() => session.createExclusive(path, bytes)),
    modifiedMs: (path) => lives(() => session.modifiedMs(path)),
    remove: (path) => lives(() => session.remove(path)),
    disconnect: () => lives(() => session.disconnect()),
  }
}
