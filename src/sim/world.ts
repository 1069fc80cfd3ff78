import {
  createClientFile,
  createCopyFrom,
  type CreateOutcome,
  ownFolderSession,
  type SyncCopy,
  type TurnRules,
} from '../engine/index.ts'
import type { Plan } from '../plan/plan.ts'
import type { Copy } from '../plan/topology.ts'
import { losesPower } from './fault/loses-power.ts'
import { Guard } from './guard.ts'
import { importFile } from './import-file.ts'
import type { Kernel } from './kernel/kernel.ts'
import { PendingCalls } from './kernel/pending-calls.ts'
import { Machine } from './machine.ts'
import { createNetwork, type Network } from './network/network.ts'
import { type ProgramRun, Programs } from './programs.ts'
import { Recorder } from './recorder.ts'
import type { Folder, Station } from './station.ts'
import { SessionTable } from './storage/session-table.ts'
import { SharedBlocks } from './storage/shared-blocks.ts'
import { WorldError } from './world-error.ts'

/** One simulated universe: what a plan's topology becomes. */
export interface World {
  readonly plan: Plan
  readonly kernel: Kernel
  readonly network: Network
  readonly calls: PendingCalls
  readonly recorder: Recorder
  readonly machines: ReadonlyMap<string, Machine>
  readonly tables: ReadonlyMap<string, SessionTable>
  readonly programs: Programs
  readonly stations: readonly Station[]
  readonly folders: readonly Folder[]
  readonly turns: TurnRules
  readonly guard: Guard
  /** Another copy works from now on. */
  join(station: Station): void
}

/**
 * Builds the world and makes the client file and its copies in it, before the day begins: each copy is made from its
 * parent's folder as it lies there, and nobody has been told of the others yet.
 */
export const buildWorld = async (plan: Plan, kernel: Kernel): Promise<World> => {
  const stations: Station[] = []
  const folders: Folder[] = []
  const join = (station: Station): void => void stations.push(station)
  const world: World = { ...partsOf(plan, kernel), stations, folders, join }
  for (const spec of plan.topology.copies) await makeCopy(world, spec, { stations, folders })
  return world
}

const partsOf = (plan: Plan, kernel: Kernel): Omit<World, 'stations' | 'folders' | 'join'> => {
  const blocks = new SharedBlocks()
  const { hosts, copies } = plan.topology
  const recorder = new Recorder()
  for (const { id, user } of copies) if (user !== null) recorder.deliveries.join(id)
  const parts = {
    plan,
    kernel,
    network: createNetwork(plan.topology, kernel.agenda),
    calls: new PendingCalls(),
    recorder,
    machines: new Map(hosts.map(({ id }) => [id, new Machine(id, blocks, losesPower(plan, id))])),
    tables: new Map(hosts.map(({ id, sessionLimit }) => [id, new SessionTable(id, sessionLimit)])),
    turns: turnRules(plan),
    guard: new Guard(),
  }
  return { ...parts, programs: new Programs(parts) }
}

const makeCopy = async (
  world: World,
  spec: Copy,
  { stations, folders }: { readonly stations: Station[]; readonly folders: Folder[] },
): Promise<void> => {
  const { programs } = world
  const run = programs.begin(spec)
  const { ports } = run
  const copy = await madeCopy(world, spec, run)
  if (programs.isVisited(spec)) await programs.share(spec, copy, ports)
  if (spec.user === null) {
    copy.close()
    folders.push({ spec, disk: ports.disk, ports })
    return
  }
  const program = programs.over(spec, copy, run)
  stations.push({ ...program, spec, isRunning: true, life: 1, isOpened: false })
}

const madeCopy = async (world: World, spec: Copy, { ports }: ProgramRun): Promise<SyncCopy> => {
  const user = spec.user ?? 'office'
  const parent = spec.parent === null ? null : world.programs.shareOf(spec.parent)
  if (parent)
    return opened(
      spec,
      await createCopyFrom(ownFolderSession(parent.disk), { copyName: spec.id, user }, ports),
    )
  const copy = opened(spec, await createClientFile({ fileName: world.plan.clientFile.name, user }, ports))
  await importFile(copy, user, world)
  return copy
}

const turnRules = (plan: Plan): TurnRules => {
  const policy = plan.policies.find(({ kind }) => kind === 'take-turns')
  const ms = (parameter: string): number => Number(policy?.parameters[parameter] ?? 120_000_000) / 1000
  const adapts = policy?.parameters['adapts'] === true
  return { holdMs: ms('holdUs'), retryMs: ms('retryUs'), ...(adapts ? { adapts } : {}) }
}

const opened = (spec: Copy, outcome: CreateOutcome): SyncCopy => {
  if (outcome.kind !== 'opened') throw new WorldError(`${spec.id} cannot be made: ${outcome.kind}`)
  return outcome.copy
}
