import type { ArbiterSession, Clock, Digest, ShareClient } from '../../engine/ports/index.ts'
import { ExchangeInterrupted } from '../../engine/replication/exchange/index.ts'
import {
  type PublishedFile,
  type PublishedFolder,
  publishFolder,
  SyncServer,
} from '../../engine/server/index.ts'
import {
  type AnswerMessage,
  type SimGatewayParts,
  guardedGateway,
  unguardedGateway,
  type WebAnswer,
} from '../access/index.ts'
import type { WebRequest } from '../https/index.ts'
import type { Kernel } from '../kernel/index.ts'
import { simIds } from '../keys/index.ts'
import { simClock, simRandom } from '../machine/index.ts'
import { mortalSession, mountedFolder } from './mounted-folder.ts'
import { WatchClock, type Watched } from './watch-clock.ts'

export interface ServerProcessParts {
  readonly kernel: Kernel
  readonly digest: Digest
  /** The instance's name and process number: each process is a separate writer in the folder. */
  readonly name: string
  readonly mounts: ShareClient<ArbiterSession>
  readonly folderOf: (file: string) => Watched | null
  /** The machine closes the open files of a dead process. */
  readonly died: () => void
  readonly gateway: () => SimGatewayParts | null
}

export class ServerProcess {
  readonly #parts: ServerProcessParts
  readonly #server: SyncServer
  readonly #mounted: ArbiterSession[] = []
  readonly #published = new Map<string, Promise<PublishedFolder | null>>()
  #gateway: SimGatewayParts | null = null
  #isAlive = true
  #isDraining = false

  constructor(parts: ServerProcessParts) {
    this.#parts = parts
    const { kernel, digest } = parts
    const clock = mortalClock(simClock(kernel), () => this.#isAlive)
    this.#server = new SyncServer((file) => this.#find(file), { clock, digest })
  }

  get isDraining(): boolean {
    return this.#isDraining
  }

  answer(request: WebRequest): Promise<WebAnswer> {
    const message: AnswerMessage = (asked) => this.#server.answer(asked)
    // The counts of log-on attempts and requests belong to the process and end with it.
    this.#gateway ??= this.#parts.gateway()
    return this.#gateway
      ? guardedGateway(this.#gateway, request, message)
      : unguardedGateway(request, message)
  }

  /** Answers waiting long polls, and accepts no further ones. */
  drain(): void {
    this.#isDraining = true
    this.#server.drain()
  }

  /** Hands over accepted writes, as far as the folders can be reached. */
  async close(): Promise<void> {
    this.drain()
    const opened = await Promise.allSettled(this.#published.values())
    const files = opened.flatMap((each) => (each.status === 'fulfilled' ? (each.value ?? []) : []))
    const closed = await Promise.allSettled(files.map((file) => file.close()))
    for (const each of closed)
      if (each.status === 'rejected' && !(each.reason instanceof ExchangeInterrupted)) throw each.reason
    for (const folder of this.#mounted) await folder.disconnect()
  }

  /** Loses everything in memory; its pending requests are never answered. */
  kill(): void {
    this.#isAlive = false
    this.#parts.died()
  }

  #find(file: string): Promise<PublishedFile | null> {
    const known = this.#published.get(file)
    if (known) return known
    const opening = this.#open(file)
    this.#published.set(file, opening)
    const forget = (): void => void this.#published.delete(file)
    opening.then((published) => published ?? forget(), forget)
    return opening
  }

  async #open(file: string): Promise<PublishedFolder | null> {
    const { kernel, digest, name, mounts, folderOf } = this.#parts
    const watched = folderOf(file)
    if (!watched) return null
    const isAlive = (): boolean => this.#isAlive
    const clock = new WatchClock(kernel, watched, isAlive)
    const mounted = mountedFolder({ client: mounts, address: file, onTrouble: () => clock.forget() })
    const random = simRandom(kernel, simIds.mountedFile(name, file))
    const folder = mortalSession(mounted, isAlive)
    this.#mounted.push(folder)
    const outcome = await publishFolder(folder, { digest, random, clock })
    if (outcome.kind === 'published') {
      outcome.file.watch()
      return outcome.file
    }
    const detail = outcome.kind === 'interrupted' ? outcome.trouble.kind : outcome.kind
    throw new ExchangeInterrupted({ kind: 'lost', detail: `${file} cannot be published: ${detail}` })
  }
}

const mortalClock = (clock: Clock, isAlive: () => boolean): Clock => ({
  nowMs: () => clock.nowMs(),
  after: (delayMs, wake) => clock.after(delayMs, () => isAlive() && wake()),
})
