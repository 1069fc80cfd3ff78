import type { PlanItem } from '../../plan/plan.ts'
import { traceKeys } from '../kernel/index.ts'
import type { World } from '../world/index.ts'
import { fallAt } from './cut-power.ts'
import type { FaultLog } from './fault-log.ts'
import { stationsOn } from './hard-stop.ts'
import { joinAgain } from './join-again.ts'

/** Loses a machine with its disk for good; whoever worked there gets another one, and makes a fresh copy on it. */
export const loseDisk = (world: World, log: FaultLog, item: PlanItem): void => {
  fallAt(world, item, Number(item.parameters['effect']), (machine) => {
    const { scheduler: agenda } = world.kernel
    for (const station of stationsOn(world, machine.host))
      world.recorder.lost({ copy: station.spec.id, fromUs: 0, atUs: agenda.nowUs })
    const undo = (): void => {
      if (world.network.isUp(machine.host)) return
      machine.replace()
      world.network.setUp(machine.host, true)
      world.kernel.wake()
      world.kernel.trace.record(agenda.nowUs, traceKeys.on, machine.host, item.id)
      log.end(item.id, agenda.nowUs)
      for (const station of stationsOn(world, machine.host)) world.guard.watch(joinAgain(world, station))
    }
    const entry = { id: item.id, kind: 'disk lost', target: machine.host, insideTransfer: false } as const
    log.begin({ ...entry, fromUs: agenda.nowUs }, undo)
    agenda.after(Number(item.parameters['lastsUs']), undo)
  })
}
