import {
  type CopyPorts,
  createClientFile,
  createCopyFrom,
  type CreateOutcome,
  defaultKeeperRules,
  type EngineNews,
  jsonBytes,
  Keeper,
  OwnFolder,
  ownFolderSession,
  paths,
  Serving,
  type SyncCopy,
  typedValue,
  type TurnRules,
} from '../engine/index.ts'
import { clientFilesOf } from '../plan/client-files.ts'
import type { Plan } from '../plan/plan.ts'
import type { Copy } from '../plan/topology.ts'
import { SimDigest } from './digest.ts'
import type { Kernel } from './kernel/kernel.ts'
import { PendingCalls } from './kernel/pending-calls.ts'
import { wayTo } from './link-clients.ts'
import { createNetwork, type Network } from './network/network.ts'
import { officesOf } from './office/offices-of.ts'
import type { Offices } from './office/offices.ts'
import { simClock, simRandom } from './ports.ts'
import { Recorder } from './recorder.ts'
import { Servers } from './server/servers.ts'
import { createSharedEvents } from './shared-events.ts'
import { documentBytes } from './staff/document-bytes.ts'
import type { Folder, Station } from './station.ts'
import { FileTimes } from './storage/file-times.ts'
import { SessionTable } from './storage/session-table.ts'
import { SharedBlocks } from './storage/shared-blocks.ts'
import { SimContinuity } from './storage/sim-continuity-store.ts'
import { SimMachineDisk } from './storage/sim-disk.ts'
import type { SharedFolder } from './storage/sim-share.ts'
import { turnRules } from './turn-rules.ts'
import { WorldError } from './world-error.ts'

/** One simulated universe: what a plan's topology becomes. */
export interface World {
  readonly plan: Plan
  readonly kernel: Kernel
  readonly network: Network
  readonly calls: PendingCalls
  readonly recorder: Recorder
  readonly tables: ReadonlyMap<string, SessionTable>
  readonly stations: readonly Station[]
  readonly folders: readonly Folder[]
  readonly turns: TurnRules
  readonly servers: Servers
  /** The copies of each client file. */
  readonly files: readonly (readonly string[])[]
  /** Null where everybody may do everything. */
  readonly offices: Offices | null
}

/**
 * Builds the world and makes the client file and its copies in it, before the day begins: each copy is made from its
 * parent's folder as it lies there, and nobody has been told of the others yet.
 */
export const buildWorld = async (plan: Plan, kernel: Kernel): Promise<World> => {
  const builder = new Builder(plan, kernel)
  await builder.makeCopies()
  const world = builder.world()
  return { ...world, offices: await officesOf(world) }
}

class Builder {
  readonly #plan: Plan
  readonly #kernel: Kernel
  readonly #network: Network
  readonly #calls = new PendingCalls()
  readonly #digest = new SimDigest()
  readonly #events = createSharedEvents(this.#digest)
  readonly #blocks = new SharedBlocks()
  readonly #recorder: Recorder
  readonly #disks = new Map<string, SimMachineDisk>()
  readonly #memories = new Map<string, SimContinuity>()
  readonly #tables = new Map<string, SessionTable>()
  readonly #shares = new Map<string, SharedFolder>()
  readonly #stations: Station[] = []
  readonly #folders: Folder[] = []
  readonly #turns: TurnRules
  readonly #servers: Servers
  readonly #files: readonly (readonly string[])[]

  constructor(plan: Plan, kernel: Kernel) {
    this.#plan = plan
    this.#kernel = kernel
    this.#network = createNetwork(plan.topology, kernel.agenda)
    const { copies } = plan.topology
    const worked = new Set(copies.flatMap(({ id, user }) => (user === null ? [] : [id])))
    this.#files = clientFilesOf(copies)
    this.#recorder = new Recorder(this.#files.map((file) => file.filter((id) => worked.has(id))))
    for (const { id, sessionLimit } of plan.topology.hosts) {
      const disk = new SimMachineDisk(this.#blocks)
      this.#disks.set(id, disk)
      this.#memories.set(id, new SimContinuity((place) => disk.folder(place)))
      this.#tables.set(id, new SessionTable(id, sessionLimit))
    }
    this.#turns = turnRules(plan)
    this.#servers = new Servers({
      topology: plan.topology,
      kernel,
      network: this.#network,
      calls: this.#calls,
      digest: this.#digest,
      folderAt: (copy) => this.#shares.get(copy) ?? null,
      release: (by) => {
        for (const table of this.#tables.values()) table.releaseAll(by)
      },
    })
  }

  world(): Omit<World, 'offices'> {
    return {
      plan: this.#plan,
      kernel: this.#kernel,
      network: this.#network,
      calls: this.#calls,
      recorder: this.#recorder,
      tables: this.#tables,
      stations: this.#stations,
      folders: this.#folders,
      turns: this.#turns,
      servers: this.#servers,
      files: this.#files,
    }
  }

  async makeCopies(): Promise<void> {
    for (const spec of this.#plan.topology.copies) await this.#makeCopy(spec)
  }

  async #makeCopy(spec: Copy): Promise<void> {
    const ports = this.#portsOf(spec)
    const copy = await this.#created(spec, ports)
    const isVisited = this.#plan.topology.copies.some(({ parent }) => parent === spec.id)
    if (isVisited) await this.#share(spec, copy, ports)
    if (spec.user === null) {
      copy.close()
      this.#folders.push({ spec, disk: ports.disk, ports })
      return
    }
    const keeper = this.#keeperOf(spec, copy, ports)
    const serving = isVisited ? new Serving(copy, ports) : null
    copy.onOwnEdit(() => keeper?.edited())
    this.#stations.push({ spec, disk: ports.disk, ports, copy, keeper, serving })
  }

  async #created(spec: Copy, ports: CopyPorts): Promise<SyncCopy> {
    const user = spec.user ?? 'office'
    const parent = spec.parent === null ? null : this.#shareOf(spec.parent)
    if (parent)
      return opened(
        spec,
        await createCopyFrom(ownFolderSession(parent.disk), { copyName: spec.id, user }, ports),
      )
    const { name } = this.#plan.clientFile
    const fileName = this.#files.length === 1 ? name : `${name} ${spec.id}`
    const copy = opened(spec, await createClientFile({ fileName, user }, ports))
    await this.#import(spec, copy, user)
    return copy
  }

  /** Puts what the file holds before the day begins into its first copy. */
  async #import(spec: Copy, copy: SyncCopy, author: string): Promise<void> {
    const { tables, documents } = this.#plan.clientFile
    const base = { copy: spec.id, author, shown: [], resolves: false, acknowledgedUs: 0 }
    for (const { table, keys, fields } of tables) {
      const places = keys.flatMap((key) => fields.map((field) => ({ table, key, field })))
      const id = `import ${table}`
      await copy.writeRecords(
        places.map((place) => ({ ...place, value: typedValue('0') })),
        { author, note: id },
      )
      for (const { key, field } of places)
        this.#recorder.imported({ ...base, id, register: `${table}/${key}.${field}`, value: 'n0' })
    }
    for (const { name, sizeBytes } of documents.filter((each) => this.#isIn(spec, each.name))) {
      const id = `import ${name}`
      const saved = await copy.createDocument(name, documentBytes(this.#kernel, id, sizeBytes), {
        author,
        note: id,
      })
      if (saved.kind !== 'acknowledged') throw new WorldError(`${name} cannot be imported: ${saved.kind}`)
      const content = copy.state.register('documents', saved.documentId, 'content')?.heads[0]?.canonical ?? ''
      this.#recorder.imported({
        ...base,
        id,
        register: `documents/${saved.documentId}.name`,
        value: `t${name}`,
      })
      this.#recorder.imported({
        ...base,
        id,
        register: `documents/${saved.documentId}.content`,
        value: content,
      })
    }
  }

  /** A document is called after whoever works in it, and lies in the client file that they have a copy of. */
  #isIn({ id: top }: Copy, document: string): boolean {
    if (this.#files.length === 1) return true
    const copies = this.#files.find(([first]) => first === top) ?? []
    return this.#plan.topology.copies.some(
      ({ id, user }) => user !== null && copies.includes(id) && document.startsWith(`${user} `),
    )
  }

  async #share(spec: Copy, copy: SyncCopy, ports: CopyPorts): Promise<void> {
    const table = this.#tables.get(spec.host)
    if (!table) throw new WorldError(`${spec.id} lies on ${spec.host}, which is no host`)
    ports.disk.writeWhole(paths.serving, jsonBytes({ sessionLimit: table.limit }))
    await new OwnFolder(copy, ports).seal()
    const times = new FileTimes(() => this.#kernel.nowMs())
    const shelf = this.#servers.shelves.get(spec.host)
    const serve = shelf ? { serve: (act: () => void) => shelf.serve(act) } : {}
    this.#shares.set(spec.id, { host: spec.host, disk: ports.disk, times, table, ...serve })
  }

  #keeperOf(spec: Copy, copy: SyncCopy, ports: CopyPorts): Keeper | null {
    if (spec.parent === null) return null
    const { client, address } = wayTo(spec.parent, spec, {
      kernel: this.#kernel,
      network: this.#network,
      calls: this.#calls,
      recorder: this.#recorder,
      servers: this.#servers,
      folderAt: (copy) => this.#shares.get(copy) ?? null,
    })
    const target = { address, name: spec.parent, through: 'parent' } as const
    return new Keeper({ copy, client, target, ports, rules: { ...defaultKeeperRules, turns: this.#turns } })
  }

  #shareOf(copy: string): SharedFolder {
    const share = this.#shares.get(copy)
    if (!share)
      throw new WorldError(
        `there is no copy "${copy}" to be made a copy of: parents come first in a topology`,
      )
    return share
  }

  #portsOf(spec: Copy): CopyPorts {
    const machine = this.#disks.get(spec.host)
    const memory = this.#memories.get(spec.host)
    if (!machine || !memory) throw new WorldError(`${spec.id} lies on ${spec.host}, which is no host`)
    return {
      disk: machine.folder(spec.id),
      clock: simClock(this.#kernel),
      random: simRandom(this.#kernel, spec.id),
      digest: this.#digest,
      events: this.#events,
      continuity: memory.storeAt(spec.id),
      trace: { tell: (news) => this.#heard(spec, news) },
    }
  }

  #heard(spec: Copy, news: EngineNews): void {
    const kernel = this.#kernel
    const nowUs = kernel.agenda.nowUs
    if (news.kind === 'applied') {
      if (news.note === '') return
      this.#recorder.applied(spec.id, news.note, nowUs)
      kernel.trace.record(nowUs, 'applied', spec.id, news.note)
    } else if (news.kind === 'link') {
      if (news.reason === 'refused') this.#recorder.toldOfRefusal(spec.id)
      kernel.trace.record(nowUs, 'link', spec.id, `${news.link} ${news.reason}`)
    } else if (news.kind === 'turn-done') {
      this.#recorder.waits.push({ copy: spec.id, waitedMs: news.waitedMs, isOver: true })
      kernel.trace.record(nowUs, 'turn', spec.id, news.waitedMs)
    }
  }
}

const opened = (spec: Copy, outcome: CreateOutcome): SyncCopy => {
  if (outcome.kind !== 'opened') throw new WorldError(`${spec.id} cannot be made: ${outcome.kind}`)
  return outcome.copy
}
