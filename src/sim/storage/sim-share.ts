import type { ConnectAnswer, Disk, ShareAnswer, ShareClient, ShareSession } from '../../engine/index.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { PendingCalls } from '../kernel/pending-calls.ts'
import type { Network } from '../network/network.ts'
import type { HostSession, SessionTable } from './session-table.ts'

/** A shared folder of a machine in the world. */
export interface SharedFolder {
  readonly host: string
  readonly disk: Disk
  readonly table: SessionTable
}

/** What the world is told of sessions: for its measures, and for S5. */
export interface ShareObserver {
  connected(copy: string, host: string): void
  refused(copy: string, host: string): void
  disconnected(copy: string, host: string, openedUs: number): void
}

export interface SimShareOptions {
  readonly kernel: Kernel
  readonly network: Network
  readonly calls: PendingCalls
  readonly observer: ShareObserver
  /** The copy that connects, and the machine it runs on. */
  readonly copy: string
  readonly fromHost: string
  /** Finds a shared folder by its address. */
  readonly folderAt: (address: string) => SharedFolder | null
}

/** A dead session holds its slot until the host's keep-alive gives up: 120 s and ten probes (fidelity.md §1.2). */
export const deadSessionUs = 130_000_000

/** How long a client waits for an answer on a path that has gone before it reports the session as lost. */
export const lossNoticedUs = 5_000_000

/** Round trips of a request (fidelity.md §1.5): connect and negotiate and log on and tree; open, act, close; and so on. */
const trips = {
  refusal: 4,
  connect: 5,
  read: 3,
  list: 3,
  size: 1,
  write: 4,
  rename: 2,
  disconnect: 1,
} as const

/** What a request or an answer weighs on the wire besides the bytes it carries. */
const envelopeBytes = 200

/** The engine's share client on a simulated machine. */
export const createSimShareClient = (options: SimShareOptions): ShareClient => {
  let lost: HostSession | null = null
  const line = new WireCalls(options)
  return {
    limits: { canEndSession: true, tellsRefusal: true },
    connect: async (address): Promise<ConnectAnswer> => {
      const folder = options.folderAt(address)
      if (!folder) return { kind: 'unreachable', detail: `there is no share at ${address}` }
      const reached = await line.request(folder.host, trips.connect - 1, 0, () => 'here' as const)
      if (reached === null) return { kind: 'unreachable', detail: `${folder.host} does not answer` }
      // A client that comes back names the session that it lost, and the host tears that down first (fidelity.md §1.2).
      if (lost) free(options, folder, lost)
      lost = null
      const session = folder.table.accept(options.copy, options.kernel.agenda.nowUs)
      if (!session) return refusedBy(options, folder)
      options.observer.connected(options.copy, folder.host)
      const onLost = (): void => {
        lost = session
        options.kernel.agenda.after(deadSessionUs, () => free(options, folder, session))
      }
      return { kind: 'session', session: new SimSession(options, folder, session, line, onLost) }
    },
  }
}

const refusedBy = (options: SimShareOptions, folder: SharedFolder): ConnectAnswer => {
  options.observer.refused(options.copy, folder.host)
  const detail = `${folder.host} has as many connections as it can accept`
  return { kind: 'refused', code: 71, detail }
}

const free = ({ observer, copy }: SimShareOptions, folder: SharedFolder, session: HostSession): void => {
  if (folder.table.release(session.id)) observer.disconnected(copy, folder.host, session.openedUs)
}

/** Requests and answers between the client's machine and hosts. */
class WireCalls {
  readonly #options: SimShareOptions

  constructor(options: SimShareOptions) {
    this.#options = options
  }

  /**
   * Goes to the host, lets it act there, and comes back with what it said; null where the path was lost. `tripCount`
   * counts round trips in all: those before the last carry nothing but cost their time.
   */
  request<T>(
    host: string,
    tripCount: number,
    sendBytes: number,
    act: () => T,
    answerBytes: (answer: T) => number = () => 0,
  ): Promise<T | null> {
    const { kernel, network, calls, fromHost, copy } = this.#options
    const call = calls.begin(`${copy} asks ${host}`)
    return new Promise((resolve) => {
      const end = (answer: T | null): void => {
        calls.end(call)
        kernel.wake()
        resolve(answer)
      }
      const lost = (): void => void kernel.agenda.after(lossNoticedUs, () => end(null))
      const roundTripUs = network.roundTripUs(fromHost, host)
      if (roundTripUs === null) {
        lost()
        return
      }
      const answerWith = (answer: T): void => {
        const sizeBytes = envelopeBytes + answerBytes(answer)
        network.send({
          from: host,
          to: fromHost,
          sizeBytes,
          onEnd: (outcome) => (outcome === 'delivered' ? end(answer) : lost()),
        })
      }
      kernel.agenda.after((tripCount - 1) * roundTripUs, () => {
        const sizeBytes = envelopeBytes + sendBytes
        network.send({
          from: fromHost,
          to: host,
          sizeBytes,
          onEnd: (outcome) => (outcome === 'delivered' ? answerWith(act()) : lost()),
        })
      })
    })
  }
}

class SimSession implements ShareSession {
  readonly #options: SimShareOptions
  readonly #folder: SharedFolder
  readonly #session: HostSession
  readonly #wire: WireCalls
  readonly #onLost: () => void
  #isLost = false

  constructor(
    options: SimShareOptions,
    folder: SharedFolder,
    session: HostSession,
    wire: WireCalls,
    onLost: () => void,
  ) {
    this.#options = options
    this.#folder = folder
    this.#session = session
    this.#wire = wire
    this.#onLost = onLost
  }

  read(path: string): Promise<ShareAnswer<Uint8Array>> {
    return this.#ask(
      'read',
      path,
      trips.read,
      0,
      () => this.#folder.disk.read(path),
      (bytes) => bytes.length,
    )
  }

  readPart(path: string, offset: number, length: number): Promise<ShareAnswer<Uint8Array>> {
    return this.#ask(
      'read',
      path,
      trips.read,
      0,
      () => this.#folder.disk.readPart(path, offset, length),
      (bytes) => bytes.length,
    )
  }

  sizeBytes(path: string): Promise<ShareAnswer<number>> {
    return this.#ask(
      'size',
      path,
      trips.size,
      0,
      () => this.#folder.disk.sizeBytes(path),
      () => 0,
    )
  }

  list(path: string): Promise<ShareAnswer<readonly string[]>> {
    return this.#ask(
      'list',
      path,
      trips.list,
      0,
      () => this.#folder.disk.list(path),
      (names) => names.length * 135,
    )
  }

  writeWhole(path: string, bytes: Uint8Array): Promise<ShareAnswer<null>> {
    return this.#tell('write', path, trips.write, bytes.length, () =>
      this.#folder.disk.writeWhole(path, bytes),
    )
  }

  writePart(path: string, offset: number, bytes: Uint8Array): Promise<ShareAnswer<null>> {
    return this.#tell('write', path, trips.read, bytes.length, () => {
      const { disk } = this.#folder
      if ((disk.sizeBytes(path) ?? 0) > offset) disk.truncate(path, offset)
      const file = disk.openAppend(path)
      file.append(bytes)
      file.sync()
      file.close()
    })
  }

  rename(from: string, to: string): Promise<ShareAnswer<null>> {
    return this.#tell('rename', to, trips.rename, 0, () => this.#folder.disk.rename(from, to))
  }

  async disconnect(): Promise<void> {
    if (this.#isLost) return
    const answer = await this.#wire.request(this.#folder.host, trips.disconnect, 0, () => {
      free(this.#options, this.#folder, this.#session)
      return true
    })
    if (answer === null) this.#lost()
  }

  async #tell(
    verb: string,
    path: string,
    tripCount: number,
    sendBytes: number,
    act: () => void,
  ): Promise<ShareAnswer<null>> {
    const answer = await this.#ask(
      verb,
      path,
      tripCount,
      sendBytes,
      () => {
        act()
        return true
      },
      () => 0,
    )
    return answer.kind === 'ok' ? { kind: 'ok', value: null } : answer
  }

  async #ask<T>(
    verb: string,
    path: string,
    tripCount: number,
    sendBytes: number,
    act: () => T | null,
    answerBytes: (value: T) => number,
  ): Promise<ShareAnswer<T>> {
    const { kernel, copy } = this.#options
    const { host, table } = this.#folder
    if (this.#isLost) return lostAnswer(host)
    const answer = await this.#wire.request(
      host,
      tripCount,
      sendBytes,
      (): { value: T | null } | 'gone' => {
        if (!table.isOpen(this.#session.id)) return 'gone'
        const value = act()
        kernel.trace.record(
          kernel.agenda.nowUs,
          verb,
          `${copy}>${host}/${path}`,
          value === null ? -1 : sendBytes + answerBytes(value),
        )
        return { value }
      },
      (reply) => (reply === 'gone' || reply.value === null ? 0 : answerBytes(reply.value)),
    )
    if (answer === null || answer === 'gone') return this.#lost()
    return answer.value === null ? { kind: 'absent' } : { kind: 'ok', value: answer.value }
  }

  #lost(): { kind: 'lost'; detail: string } {
    if (!this.#isLost) this.#onLost()
    this.#isLost = true
    return lostAnswer(this.#folder.host)
  }
}

const lostAnswer = (host: string): { kind: 'lost'; detail: string } => ({
  kind: 'lost',
  detail: `the connection to ${host} was lost`,
})
