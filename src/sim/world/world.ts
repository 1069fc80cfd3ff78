import { createClientFile, createCopyFrom, type CreateOutcome } from '../../engine/lifecycle/index.ts'
import type { SyncCopy } from '../../engine/replica/index.ts'
import type { TurnRules } from '../../engine/replication/link/index.ts'
import { ownFolderSession } from '../../engine/storage/folder/index.ts'
import { clientFilesOf } from '../../plan/client-files.ts'
import type { Plan } from '../../plan/plan.ts'
import type { Copy } from '../../plan/topology.ts'
import type { SimAccess } from '../access/index.ts'
import { type Kernel, PendingCalls } from '../kernel/index.ts'
import { simIds } from '../keys/index.ts'
import { SharedBlocks } from '../machine/disk/index.ts'
import { Machine, SimDigest } from '../machine/index.ts'
import { SimNames } from '../names/index.ts'
import { createNetwork, type Network } from '../network/index.ts'
import { Recorder } from '../record/index.ts'
import { SimServers } from '../servers/index.ts'
import { SessionTable, type SharedFolder } from '../share/index.ts'
import { buildAccess } from './build-access.ts'
import { refuseUnbuilt } from './counterparts.ts'
import { Guard } from './guard.ts'
import { importFile } from './import-file.ts'
import { machinesLosingPower } from './machines-losing-power.ts'
import type { Folder, Node } from './node.ts'
import { type ProcessRun, Processes } from './processes.ts'
import { WorldError } from './world-error.ts'

export interface World {
  readonly plan: Plan
  readonly kernel: Kernel
  readonly network: Network
  readonly names: SimNames
  readonly calls: PendingCalls
  readonly recorder: Recorder
  readonly machines: ReadonlyMap<string, Machine>
  readonly tables: ReadonlyMap<string, SessionTable>
  readonly processes: Processes
  readonly nodes: readonly Node[]
  readonly folders: readonly Folder[]
  readonly turns: TurnRules
  readonly guard: Guard
  readonly servers: SimServers
  readonly files: readonly (readonly string[])[]
  /** Null if access is unrestricted. */
  readonly access: SimAccess | null
  join(node: Node): void
}

/**
 * Builds the world, with the client file and its copies, before the day begins. Each copy is made from its parent's
 * current folder and knows no others yet.
 */
export const buildWorld = async (plan: Plan, kernel: Kernel, turns: TurnRules): Promise<World> => {
  const nodes: Node[] = []
  const folders: Folder[] = []
  const files = clientFilesOf(plan.topology.copies).map((copies) => [...copies])
  const parts = partsOf(plan, kernel, { files, turns })
  const join = (node: Node): void => {
    const file = files.findIndex((copies) => copies.includes(node.spec.parent ?? node.spec.id))
    files[file]?.push(node.spec.id)
    parts.recorder.deliveries.join(node.spec.id, file)
    nodes.push(node)
  }
  const world: World = { ...parts, nodes, folders, join, access: null }
  for (const spec of plan.topology.copies) await makeCopy(world, spec, { nodes, folders })
  const built: World = { ...world, access: await buildAccess(world) }
  refuseUnbuilt(built)
  return built
}

const partsOf = (
  plan: Plan,
  kernel: Kernel,
  { files, turns }: { readonly files: World['files']; readonly turns: TurnRules },
): Omit<World, 'nodes' | 'folders' | 'join' | 'access'> => {
  const blocks = new SharedBlocks()
  const losing = machinesLosingPower(plan)
  const { hosts, copies } = plan.topology
  const recorder = recorderOf(copies, files)
  const network = createNetwork(plan.topology, kernel.scheduler)
  const names = new SimNames({ topology: plan.topology, scheduler: kernel.scheduler, network })
  const calls = new PendingCalls()
  const digest = new SimDigest()
  const tables = new Map(hosts.map(({ id, sessionLimit }) => [id, new SessionTable(id, sessionLimit)]))
  const shares = new Map<string, SharedFolder>()
  const servers = new SimServers({
    topology: plan.topology,
    kernel,
    network,
    names,
    calls,
    digest,
    folderAt: (copy) => shares.get(copy) ?? null,
    release: (by) => {
      for (const table of tables.values()) table.releaseAll(by)
    },
  })
  const parts = {
    plan,
    kernel,
    network,
    names,
    calls,
    recorder,
    digest,
    servers,
    shares,
    files,
    tables,
    machines: new Map(hosts.map(({ id }) => [id, new Machine(id, blocks, losing.has(id))])),
    turns,
    guard: new Guard(),
  }
  return { ...parts, processes: new Processes(parts) }
}

/** Deliveries count for the copies that people work in. */
const recorderOf = (copies: readonly Copy[], files: World['files']): Recorder => {
  const recorder = new Recorder()
  const fileOf = (copy: string): number => files.findIndex((ids) => ids.includes(copy))
  for (const { id, user } of copies) if (user !== null) recorder.deliveries.join(id, fileOf(id))
  return recorder
}

const makeCopy = async (
  world: World,
  spec: Copy,
  { nodes, folders }: { readonly nodes: Node[]; readonly folders: Folder[] },
): Promise<void> => {
  const { processes: programs } = world
  const run = programs.begin(spec)
  const { ports } = run
  const copy = await madeCopy(world, spec, run)
  if (programs.isVisited(spec)) await programs.share(spec, copy, ports)
  if (spec.user === null) {
    copy.close()
    folders.push({ spec, disk: ports.disk, ports })
    return
  }
  const process = programs.over(spec, copy, run)
  nodes.push({ ...process, spec, isRunning: true, incarnation: 1, isOpened: false })
}

const madeCopy = async (world: World, spec: Copy, { ports }: ProcessRun): Promise<SyncCopy> => {
  const user = spec.user ?? 'office'
  const parent = spec.parent === null ? null : world.processes.shareOf(spec.parent)
  if (parent)
    return opened(
      spec,
      await createCopyFrom(ownFolderSession(parent.disk), { copyName: spec.id, user }, ports),
    )
  const { name } = world.plan.clientFile
  const fileName = world.files.length === 1 ? name : simIds.fileOfSeveral(name, spec.id)
  const copy = opened(spec, await createClientFile({ fileName, user }, ports))
  await importFile(copy, user, { ...world, into: spec.id })
  return copy
}

const opened = (spec: Copy, outcome: CreateOutcome): SyncCopy => {
  if (outcome.kind !== 'opened') throw new WorldError(`${spec.id} cannot be made: ${outcome.kind}`)
  return outcome.copy
}
