import type { TraceKey } from '../kernel/index.ts'
import type { SimInstance } from '../servers/index.ts'
import type { FaultRun } from './fault-run.ts'
import { mended, traceFault } from './trace-fault.ts'

/** The servers that die, and the machine that dies with them; null if it lives on. */
export interface Stopped {
  readonly instances: readonly SimInstance[]
  readonly machine: string | null
}

interface DyingItem {
  readonly id: string
  readonly server: string
  readonly lastsUs: number
}

/** Kills servers at once, and their machine if it dies with them. */
export const stopInstances = <Item extends DyingItem>(
  run: FaultRun<Item, Stopped>,
  { instances, machine }: Stopped,
  { key, insideTransfer }: { readonly key: TraceKey; readonly insideTransfer: boolean },
): void => {
  const { world, item } = run
  traceFault(run, key, item.server)
  if (machine !== null) world.network.setUp(machine, false)
  for (const instance of instances) instance.kill()
  run.begun({ instances, machine }, { insideTransfer })
  run.undoAfter(item.lastsUs)
}

export const startInstances = <Item extends DyingItem>(
  run: FaultRun<Item, Stopped>,
  { instances, machine }: Stopped,
): void => {
  if (machine !== null) run.world.network.setUp(machine, true)
  for (const instance of instances) instance.start()
  mended(run)
}

export const areStopped = <Item extends DyingItem>(
  { world }: FaultRun<Item, Stopped>,
  { instances, machine }: Stopped,
): boolean =>
  (machine === null ? instances.length > 0 : !world.network.isUp(machine)) &&
  instances.every(({ isUp }) => !isUp)
