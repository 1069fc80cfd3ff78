import type { PlanItem } from '../../plan/plan.ts'
import { traceKeys } from '../kernel/index.ts'
import type { World } from '../world/index.ts'
import type { FaultLog } from './fault-log.ts'

/** A directory answers nobody for a while. */
export const stopDirectory = (world: World, log: FaultLog, item: PlanItem): void => {
  if (item.target.kind !== 'part') return
  const { part } = item.target
  const directory = world.access?.directories.get(part)
  if (!directory) return
  const { scheduler: agenda, trace } = world.kernel
  log.begin({
    id: item.id,
    kind: 'directory down',
    target: part,
    fromUs: agenda.nowUs,
    insideTransfer: false,
  })
  trace.record(agenda.nowUs, traceKeys.down, part, item.id)
  directory.isUp = false
  agenda.after(Number(item.parameters['lastsUs']), () => startDirectory(world, log, item.id, part))
}

export const startDirectory = (world: World, log: FaultLog, id: string, part: string): void => {
  const directory = world.access?.directories.get(part)
  if (!directory || directory.isUp) return
  directory.isUp = true
  const { scheduler: agenda, trace } = world.kernel
  trace.record(agenda.nowUs, traceKeys.up, part, id)
  log.end(id, agenda.nowUs)
}
