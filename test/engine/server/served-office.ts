import { createCopyFrom } from '../../../src/engine/lifecycle/create-copy.ts'
import type { Disk } from '../../../src/engine/ports/disk.ts'
import type { ArbiterSession } from '../../../src/engine/ports/share-client.ts'
import type { CopyPorts } from '../../../src/engine/replica/copy-ports.ts'
import type { SyncCopy } from '../../../src/engine/replica/sync-copy.ts'
import { openExchange } from '../../../src/engine/replication/client/open-exchange.ts'
import { serverClient, type ServerSession } from '../../../src/engine/replication/client/server-session.ts'
import type { Exchanger } from '../../../src/engine/replication/exchange/exchanger.ts'
import { OwnFolderExchange } from '../../../src/engine/replication/exchange/own-folder-exchange.ts'
import { directClient } from '../../../src/engine/server/direct-channel.ts'
import type { PublishedFile } from '../../../src/engine/server/published-file.ts'
import { type PublishedFolder, publishFolder } from '../../../src/engine/server/published-folder.ts'
import type { ServerLimits } from '../../../src/engine/server/server-limits.ts'
import { defaultServerLimits } from '../../../src/engine/server/server-limits.ts'
import { SyncServer } from '../../../src/engine/server/sync-server.ts'
import { ownFolderSession } from '../../../src/engine/storage/folder/own-folder.ts'
import { realCompression } from '../../../src/real/machine/real-compression.ts'
import { realDigest } from '../../../src/real/machine/real-digest.ts'
import { realRandom } from '../../../src/real/machine/real-random.ts'
import { SimContinuityMemory } from '../../../src/sim/machine/disk/sim-continuity-memory.ts'
import { SimMachineDisk } from '../../../src/sim/machine/disk/sim-disk.ts'
import { simKeyStore } from '../../../src/sim/machine/disk/sim-key-store.ts'
import { simSignature } from '../../../src/sim/machine/sim-signature.ts'
import { madeIn, opened } from '../real-copy.ts'

/** A clock that somebody moves. */
export class HandClock {
  #nowMs = 1_800_000_000_000
  readonly #alarms = new Set<{ readonly atMs: number; readonly wake: () => void }>()

  readonly nowMs = (): number => this.#nowMs

  readonly after = (delayMs: number, wake: () => void): (() => void) => {
    const alarm = { atMs: this.#nowMs + delayMs, wake }
    this.#alarms.add(alarm)
    return () => void this.#alarms.delete(alarm)
  }

  /** Wakes whoever waits for a time that is then over, the earliest first. */
  async passes(ms: number): Promise<void> {
    this.#nowMs += ms
    const due = [...this.#alarms].filter(({ atMs }) => atMs <= this.#nowMs)
    for (const alarm of due.sort((a, b) => a.atMs - b.atMs)) {
      this.#alarms.delete(alarm)
      alarm.wake()
    }
    await waitForAll()
  }

  get waiting(): number {
    return this.#alarms.size
  }
}

/** Lets everything run that can. */
export const waitForAll = async (): Promise<void> => {
  for (let round = 0; round < 50; round += 1) await new Promise((resolve) => setImmediate(resolve))
}

export const clock = new HandClock()

const portsOn = (disk: Disk, isSigned: boolean): CopyPorts => ({
  disk,
  clock,
  random: realRandom,
  digest: realDigest,
  compression: realCompression,
  continuity: new SimContinuityMemory(() => disk).storeAt('copy'),
  trace: { emit: () => {} },
  ...(isSigned ? { signing: { scheme: simSignature(realDigest), keys: simKeyStore() } } : {}),
})

/** A folder in memory as visitors see it. */
export const arbiterOver = (disk: Disk): ArbiterSession => ({
  ...ownFolderSession(disk),
  createExclusive: async (path, bytes) => {
    if (disk.kindOf(path) !== null) return { kind: 'ok', value: 'exists' }
    disk.writeWhole(path, bytes)
    return { kind: 'ok', value: 'made' }
  },
  modifiedMs: async (path) => (disk.kindOf(path) === 'file' ? { kind: 'ok', value: 0 } : { kind: 'absent' }),
})

/** A copy on a laptop, and its dealings with the server. */
export interface Laptop {
  readonly copy: SyncCopy
  readonly ports: CopyPorts
  readonly session: ServerSession
  readonly exchange: Exchanger
}

/** What one program of a server needs to be asked. */
export interface Instance {
  readonly server: SyncServer
  readonly file: PublishedFolder
}

/** A client file in a folder on a disk in memory, and the servers over it. */
export class ServedOffice {
  readonly disk: Disk
  readonly parent: SyncCopy
  readonly #ports: CopyPorts
  readonly #isSigned: boolean
  /** What crossed between laptops and servers, in messages and in bytes. */
  crossed = { messages: 0, bytes: 0 }

  private constructor(disk: Disk, parent: SyncCopy, ports: CopyPorts, isSigned: boolean) {
    this.disk = disk
    this.parent = parent
    this.#ports = ports
    this.#isSigned = isSigned
  }

  static async open({ isSigned = false } = {}): Promise<ServedOffice> {
    const disk = new SimMachineDisk().folder('office')
    const ports = portsOn(disk, isSigned)
    const office = new ServedOffice(disk, await madeIn(ports), ports, isSigned)
    await office.seals()
    return office
  }

  /** What the office's own program does. */
  async seals(): Promise<void> {
    this.parent.authorship?.sign()
    await new OwnFolderExchange(this.parent, this.#ports).flush()
  }

  /** Another program over the same folder, or over what stands in for it. */
  async instance(
    limits: Partial<ServerLimits> = {},
    folder: ArbiterSession = arbiterOver(this.disk),
  ): Promise<Instance> {
    const outcome = await publishFolder(folder, this.#ports)
    if (outcome.kind !== 'published') throw new Error(JSON.stringify(outcome))
    return { file: outcome.file, server: this.server(outcome.file, limits) }
  }

  server(file: PublishedFile, limits: Partial<ServerLimits> = {}): SyncServer {
    const find = async (name: string): Promise<PublishedFile | null> => (name === 'ACME' ? file : null)
    return new SyncServer(find, this.#ports, { ...defaultServerLimits, ...limits })
  }

  async session({ server }: { readonly server: SyncServer }, who = 'ann'): Promise<ServerSession> {
    const crossed = (bytes: number): void => {
      this.crossed.messages += 1
      this.crossed.bytes += bytes
    }
    const answer = await serverClient(directClient(server, who, { crossed })).connect('ACME')
    if (answer.kind !== 'session') throw new Error(answer.detail)
    return answer.session
  }

  async joins(instance: { readonly server: SyncServer }, name = 'ann'): Promise<Laptop> {
    const ports = portsOn(new SimMachineDisk().folder(name), this.#isSigned)
    const options = { copyName: name, user: name }
    const copy = opened(await createCopyFrom(await this.session(instance), options, ports))
    const session = await this.session(instance)
    return { copy, ports, session, exchange: openExchange(copy, session, ports) }
  }

  /** What crosses while something is done. */
  async crossing(act: () => Promise<unknown>): Promise<{ messages: number; bytes: number }> {
    const before = { ...this.crossed }
    await act()
    const { messages, bytes } = this.crossed
    return { messages: messages - before.messages, bytes: bytes - before.bytes }
  }
}

/** Exchanges until nothing moves; how many events did. */
export const bringInSync = async ({ exchange }: Pick<Laptop, 'exchange'>): Promise<number> => {
  for (let moved = 0; ;) {
    const outcome = await exchange.exchange()
    if (outcome.kind !== 'level') throw new Error(JSON.stringify(outcome))
    if (outcome.eventsIn + outcome.eventsOut === 0) return moved
    moved += outcome.eventsIn + outcome.eventsOut
  }
}
