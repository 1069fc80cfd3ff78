import type { EventReader } from '../../engine/event/index.ts'
import type { Disk, EngineEvent } from '../../engine/ports/index.ts'
import { type CopyPorts, openCopy, type SyncCopy } from '../../engine/replica/index.ts'
import { OwnFolderExchange } from '../../engine/replication/exchange/index.ts'
import {
  defaultLinkRules,
  LinkManager,
  Serving,
  type TurnRules,
} from '../../engine/replication/link/index.ts'
import { jsonBytes, paths } from '../../engine/storage/folder/index.ts'
import type { Plan } from '../../plan/plan.ts'
import type { Copy } from '../../plan/topology.ts'
import type { Kernel, PendingCalls } from '../kernel/index.ts'
import { simIds } from '../keys/index.ts'
import { type Machine, simClock, type SimDigest, simRandom } from '../machine/index.ts'
import type { Names } from '../names/index.ts'
import type { Network } from '../network/index.ts'
import { recordEngineEvent, type Recorder } from '../record/index.ts'
import type { SimServers } from '../servers/index.ts'
import { FileTimes, type SessionTable, type SharedFolder } from '../share/index.ts'
import { type Way, wayTo } from './link-clients.ts'
import type { NodeProcess, Node } from './node.ts'
import { createSharedEvents } from './shared-events.ts'
import { WorldError } from './world-error.ts'

export interface ProcessesParts {
  readonly plan: Plan
  readonly kernel: Kernel
  readonly network: Network
  readonly names: Names
  readonly calls: PendingCalls
  readonly recorder: Recorder
  readonly machines: ReadonlyMap<string, Machine>
  readonly tables: ReadonlyMap<string, SessionTable>
  readonly turns: TurnRules
  readonly digest: SimDigest
  readonly servers: SimServers
  readonly shares: Map<string, SharedFolder>
}

export interface ProcessRun {
  readonly ports: CopyPorts
  hasEnded: boolean
}

export class Processes {
  readonly #parts: ProcessesParts
  readonly #events: EventReader
  readonly #shares: Map<string, SharedFolder>

  constructor(parts: ProcessesParts) {
    this.#parts = parts
    this.#events = createSharedEvents(parts.digest)
    this.#shares = parts.shares
  }

  /** The process's view of its machine now. Another folder of the same copy draws other log ids. */
  begin(spec: Copy, incarnation = 1): ProcessRun {
    const { kernel, recorder } = this.#parts
    const machine = this.machineOf(spec)
    const emit = (event: EngineEvent): void => {
      if (!run.hasEnded) recordEngineEvent({ kernel, recorder }, spec.id, event)
    }
    const ports: CopyPorts = {
      disk: machine.folder(spec.id),
      clock: simClock(kernel, () => machine.clockAheadMs),
      random: simRandom(kernel, incarnation === 1 ? spec.id : simIds.laterFolder(spec.id, incarnation)),
      digest: this.#parts.digest,
      events: this.#events,
      continuity: machine.memory.storeAt(spec.id),
      trace: { emit },
    }
    const run: ProcessRun = { ports, hasEnded: false }
    return run
  }

  over(spec: Copy, copy: SyncCopy, run: ProcessRun): NodeProcess {
    const { ports } = run
    const linkManager = this.#linkManagerOf(spec, copy, run)
    const serving = this.isVisited(spec) ? new Serving(copy, ports) : null
    copy.onOwnEdit(() => linkManager?.edited())
    return { disk: ports.disk, ports, copy, linkManager, serving, end: () => void (run.hasEnded = true) }
  }

  startAgain(node: Node): void {
    const { spec } = node
    const { deliveries } = this.#parts.recorder
    const run = this.begin(spec, node.incarnation)
    deliveries.beginReading(spec.id)
    const opened = openCopy(run.ports)
    if (opened.kind !== 'opened')
      throw new WorldError(`${spec.id} cannot be opened again: ${JSON.stringify(opened)}`)
    deliveries.hasRead(spec.id)
    // Users with writes in flight at the end check now whether they were kept.
    const { recorder, kernel } = this.#parts
    for (const writes of recorder.attempts.found(spec.id, opened.copy, kernel.scheduler.nowUs)) {
      recorder.wrote(writes)
      recorder.keptUnacknowledged.push(...writes.map(({ id }) => id))
    }
    this.resume(node, this.over(spec, opened.copy, run))
  }

  /** Continues with another process, in the state that the user left. */
  resume(node: Node, process: NodeProcess): void {
    Object.assign(node, process)
    this.shareAgain(node.spec, process.disk)
    node.isRunning = true
    process.serving?.open()
    if (node.isOpened) process.linkManager?.open()
  }

  isVisited({ id }: Copy): boolean {
    return this.#parts.plan.topology.copies.some(({ parent }) => parent === id)
  }

  async share(spec: Copy, copy: SyncCopy, ports: CopyPorts): Promise<void> {
    const { tables, kernel } = this.#parts
    const table = tables.get(spec.host)
    if (!table) throw new WorldError(`${spec.id} lies on ${spec.host}, which is not a host`)
    ports.disk.writeWhole(paths.serving, jsonBytes({ sessionLimit: table.limit }))
    await new OwnFolderExchange(copy, ports).flush()
    const times = new FileTimes(() => kernel.nowMs() + this.machineOf(spec).clockAheadMs)
    const nasService = this.#parts.servers.nasServices.get(spec.host)
    const serve = nasService ? { serve: (operation: () => void) => nasService.serve(operation) } : {}
    this.#shares.set(spec.id, { host: spec.host, disk: ports.disk, times, table, ...serve })
  }

  /** Visitors use this disk from now on. */
  shareAgain({ id }: Copy, disk: Disk): void {
    const share = this.#shares.get(id)
    if (share) this.#shares.set(id, { ...share, disk })
  }

  shareOf(copy: string): SharedFolder {
    const share = this.#shares.get(copy)
    if (!share)
      throw new WorldError(`there is no copy "${copy}" to copy from: parents come first in a topology`)
    return share
  }

  machineOf({ id, host }: Copy): Machine {
    const machine = this.#parts.machines.get(host)
    if (!machine) throw new WorldError(`${id} lies on ${host}, which is not a host`)
    return machine
  }

  wayOf(spec: Copy, parent: string, run: { readonly hasEnded: boolean }): Way {
    const { kernel, network, names, calls, recorder, servers } = this.#parts
    const listenerOf = (what: 'connected' | 'refused' | 'disconnected') => (by: string, at: string) => {
      if (!run.hasEnded) recorder[what](by, at, kernel.scheduler.nowUs)
    }
    const observer = {
      connected: listenerOf('connected'),
      refused: listenerOf('refused'),
      disconnected: listenerOf('disconnected'),
    }
    const folderAt = (address: string): SharedFolder | null => this.#shares.get(address) ?? null
    return wayTo(parent, spec, { kernel, network, names, calls, observer, servers, folderAt })
  }

  #linkManagerOf(spec: Copy, copy: SyncCopy, run: ProcessRun): LinkManager | null {
    if (spec.parent === null) return null
    const { client, address } = this.wayOf(spec, spec.parent, run)
    const target = { address, name: spec.parent, through: 'parent' } as const
    const rules = { ...defaultLinkRules, turns: this.#parts.turns }
    return new LinkManager({ copy, client, target, ports: run.ports, rules })
  }
}
