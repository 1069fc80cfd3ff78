import type { PlanItem } from '../../plan/plan.ts'
import { traceKeys } from '../kernel/index.ts'
import { simIds } from '../keys/index.ts'
import { copyFolder } from '../machine/disk/index.ts'
import { recordObservation, type Node, type World } from '../world/index.ts'
import type { FaultLog } from './fault-log.ts'
import { whenAtWork } from './when-at-work.ts'

/** Copies a folder to another machine as it lies there: from then on its owner works in both. */
export const cloneFolder = (world: World, log: FaultLog, item: PlanItem): void =>
  whenAtWork(world, item, (station) => clone(world, log, item, station))

const clone = (world: World, log: FaultLog, item: PlanItem, station: Node): void => {
  const to = String(item.parameters['to'])
  const machine = world.machines.get(to)
  if (!machine) return
  const { scheduler: agenda, trace } = world.kernel
  const spec = { ...station.spec, id: simIds.clone(station.spec.id), host: to }
  copyFolder(station.disk, machine.folder(spec.id))
  const other: Node = { ...station, spec, incarnation: 1, isRunning: false }
  world.join(other)
  world.kernel.wake()
  world.processes.startAgain(other)
  recordObservation(world, other)
  trace.record(agenda.nowUs, traceKeys.cloned, spec.id, item.id)
  log.begin({ id: item.id, kind: 'folder cloned', target: to, fromUs: agenda.nowUs, insideTransfer: false })
}
