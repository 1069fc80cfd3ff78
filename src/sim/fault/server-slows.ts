import { faults } from '../../plan/definitions/fault/index.ts'
import type { Cores } from '../servers/index.ts'
import { effectOf, type RunOf } from './effect.ts'
import { serverFaultTraceKeys } from './server-fault-trace-keys.ts'
import { mended, traceFault } from './trace-fault.ts'

export const serverSlowsEffect = effectOf(faults.serverSlows, {
  begin: (run: RunOf<'slow-server', Cores>) => {
    const { world, item } = run
    const cores = world.servers.machines.get(item.host)
    if (!cores) return
    traceFault(run, serverFaultTraceKeys.machineSlow, item.host)
    cores.slowness = item.slowness
    run.begun(cores)
    run.undoAfter(item.lastsUs)
  },
  undo: (run, cores) => {
    cores.slowness = 1
    mended(run)
  },
  observed: ({ item }, cores) => cores.slowness === item.slowness,
})
