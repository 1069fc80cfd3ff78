import type { ArbiterSession, ShareAnswer } from '../../engine/ports/index.ts'
import { writePartOn } from '../../engine/storage/folder/index.ts'
import { shareTraceKeys, traceTargets } from '../kernel/index.ts'
import type { HostSession } from './session-table.ts'
import { answerOf, lostAnswer } from './share-answers.ts'
import { free, type SharedFolder, type SimShareOptions, trips } from './shared-folder.ts'
import type { WireCalls } from './wire-calls.ts'

interface ShareRequest<T> {
  readonly verb: keyof typeof shareTraceKeys
  readonly path: string
  readonly tripCount: number
  readonly sendBytes: number
  readonly operation: () => ShareAnswer<T>
  readonly answerBytes: (value: T) => number
}

interface ShareSessionParts {
  readonly options: SimShareOptions
  readonly folder: SharedFolder
  readonly session: HostSession
  readonly wire: WireCalls
  readonly onLost: () => void
}

export class SimShareSession implements ArbiterSession {
  readonly #options: SimShareOptions
  readonly #folder: SharedFolder
  readonly #session: HostSession
  readonly #wire: WireCalls
  readonly #onLost: () => void
  #isLost = false

  constructor({ options, folder, session, wire, onLost }: ShareSessionParts) {
    this.#options = options
    this.#folder = folder
    this.#session = session
    this.#wire = wire
    this.#onLost = onLost
  }

  read(path: string): Promise<ShareAnswer<Uint8Array>> {
    const operation = (): ShareAnswer<Uint8Array> => present(this.#folder.disk.read(path))
    return this.#request({
      verb: 'read',
      path,
      tripCount: trips.read,
      sendBytes: 0,
      operation,
      answerBytes: lengthOf,
    })
  }

  readPart(path: string, offset: number, length: number): Promise<ShareAnswer<Uint8Array>> {
    const operation = (): ShareAnswer<Uint8Array> => present(this.#folder.disk.readPart(path, offset, length))
    return this.#request({
      verb: 'read',
      path,
      tripCount: trips.read,
      sendBytes: 0,
      operation,
      answerBytes: lengthOf,
    })
  }

  sizeBytes(path: string): Promise<ShareAnswer<number>> {
    const operation = (): ShareAnswer<number> => present(this.#folder.disk.sizeBytes(path))
    return this.#request({
      verb: 'size',
      path,
      tripCount: trips.size,
      sendBytes: 0,
      operation,
      answerBytes: nothing,
    })
  }

  list(path: string): Promise<ShareAnswer<readonly string[]>> {
    const operation = (): ShareAnswer<readonly string[]> => {
      const { disk } = this.#folder
      return present(disk.kindOf(path) === 'folder' ? disk.list(path) : null)
    }
    const answerBytes = (names: readonly string[]): number => names.length * listedNameBytes
    return this.#request({ verb: 'list', path, tripCount: trips.list, sendBytes: 0, operation, answerBytes })
  }

  writeWhole(path: string, bytes: Uint8Array): Promise<ShareAnswer<null>> {
    const write = (): ShareAnswer<null> => {
      this.#folder.disk.writeWhole(path, bytes)
      return done
    }
    return this.#write(path, trips.write, bytes.length, write)
  }

  writePart(path: string, offset: number, bytes: Uint8Array): Promise<ShareAnswer<null>> {
    const write = (): ShareAnswer<null> => writePartOn(this.#folder.disk, path, offset, bytes)
    return this.#write(path, trips.read, bytes.length, write)
  }

  rename(from: string, to: string): Promise<ShareAnswer<null>> {
    const operation = (): ShareAnswer<null> => {
      const { disk, times } = this.#folder
      if (disk.kindOf(from) === null) return { kind: 'absent' }
      disk.rename(from, to)
      times.moved(from, to)
      return done
    }
    const tripCount = trips.rename
    return this.#request({
      verb: 'rename',
      path: to,
      tripCount,
      sendBytes: 0,
      operation,
      answerBytes: nothing,
    })
  }

  createExclusive(path: string, bytes: Uint8Array): Promise<ShareAnswer<'made' | 'exists'>> {
    const operation = (): ShareAnswer<'made' | 'exists'> => {
      const { disk, times } = this.#folder
      if (disk.kindOf(path) !== null) return { kind: 'ok', value: 'exists' }
      disk.writeWhole(path, bytes)
      times.wrote(path)
      return { kind: 'ok', value: 'made' }
    }
    const sendBytes = bytes.length
    return this.#request({
      verb: 'make',
      path,
      tripCount: trips.write,
      sendBytes,
      operation,
      answerBytes: nothing,
    })
  }

  modifiedMs(path: string): Promise<ShareAnswer<number>> {
    const operation = (): ShareAnswer<number> => {
      const { disk, times } = this.#folder
      return present(disk.kindOf(path) === 'file' ? times.of(path) : null)
    }
    return this.#request({
      verb: 'time',
      path,
      tripCount: trips.size,
      sendBytes: 0,
      operation,
      answerBytes: nothing,
    })
  }

  remove(path: string): Promise<ShareAnswer<null>> {
    const operation = (): ShareAnswer<null> => {
      const { disk, times } = this.#folder
      if (disk.kindOf(path) !== 'file') return { kind: 'absent' }
      disk.remove(path)
      times.removed(path)
      return done
    }
    const tripCount = trips.rename
    return this.#request({ verb: 'remove', path, tripCount, sendBytes: 0, operation, answerBytes: nothing })
  }

  async disconnect(): Promise<void> {
    if (this.#isLost) return
    await this.#wire.request({
      host: this.#folder.host,
      tripCount: trips.disconnect,
      sendBytes: 0,
      operation: () => free(this.#options, this.#folder, this.#session),
      answerBytes: nothing,
      end: (answer) => (answer === null ? this.#lost() : null),
    })
  }

  #write(
    path: string,
    tripCount: number,
    sendBytes: number,
    write: () => ShareAnswer<null>,
  ): Promise<ShareAnswer<null>> {
    const operation = (): ShareAnswer<null> => {
      const answer = write()
      if (answer.kind === 'ok') this.#folder.times.wrote(path)
      return answer
    }
    return this.#request({ verb: 'write', path, tripCount, sendBytes, operation, answerBytes: nothing })
  }

  #request<T>(request: ShareRequest<T>): Promise<ShareAnswer<T>> {
    const { host } = this.#folder
    if (this.#isLost) return Promise.resolve(lostAnswer(host))
    const { tripCount, sendBytes, answerBytes } = request
    return this.#wire.request({
      host,
      tripCount,
      sendBytes,
      operation: () => this.#carryOut(request),
      serve: this.#folder.serve,
      answerBytes: (answer) => (answer?.kind === 'ok' ? answerBytes(answer.value) : 0),
      end: (answer) => answer ?? this.#lost(),
    })
  }

  /** Returns null if the host no longer knows the session. */
  #carryOut<T>({
    verb,
    path,
    sendBytes,
    operation: act,
    answerBytes,
  }: ShareRequest<T>): ShareAnswer<T> | null {
    const { kernel, copy } = this.#options
    const { host, table } = this.#folder
    if (!table.isOpen(this.#session.id)) return null
    const answer = answerOf(act)
    const weight = answer.kind === 'ok' ? sendBytes + answerBytes(answer.value) : -1
    const target = traceTargets.shareRequest(copy, host, path)
    kernel.trace.record(kernel.scheduler.nowUs, shareTraceKeys[verb], target, weight)
    return answer
  }

  #lost(): { kind: 'lost'; detail: string } {
    if (!this.#isLost) this.#onLost()
    this.#isLost = true
    return lostAnswer(this.#folder.host)
  }
}

const listedNameBytes = 135

const done = { kind: 'ok', value: null } as const

const present = <T>(value: T | null): ShareAnswer<T> =>
  value === null ? { kind: 'absent' } : { kind: 'ok', value }

const lengthOf = ({ length }: Uint8Array): number => length

const nothing = (): number => 0
