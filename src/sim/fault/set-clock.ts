import type { PlanItem } from '../../plan/plan.ts'
import { traceKeys } from '../kernel/index.ts'
import type { World } from '../world/index.ts'
import type { FaultLog } from './fault-log.ts'

/** Sets a machine's clock wrong, and right again after a while. */
export const setClock = (world: World, log: FaultLog, item: PlanItem): void => {
  const machine = item.target.kind === 'part' ? world.machines.get(item.target.part) : undefined
  if (!machine) return
  const { scheduler: agenda, trace } = world.kernel
  const setRight = (): void => {
    if (machine.clockAheadMs === 0) return
    machine.clockAheadMs = 0
    trace.record(agenda.nowUs, traceKeys.clock, machine.host, 0)
    log.end(item.id, agenda.nowUs)
  }
  machine.clockAheadMs = Number(item.parameters['aheadUs']) / 1000
  trace.record(agenda.nowUs, traceKeys.clock, machine.host, machine.clockAheadMs)
  const entry = { id: item.id, kind: 'clock wrong', target: machine.host, insideTransfer: false } as const
  log.begin({ ...entry, fromUs: agenda.nowUs }, setRight)
  agenda.after(Number(item.parameters['lastsUs']), setRight)
}
