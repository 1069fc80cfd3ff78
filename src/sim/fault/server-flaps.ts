import { faults } from '../../plan/definitions/fault/index.ts'
import { effectOf } from './effect.ts'
import { serverFaultTraceKeys } from './server-fault-trace-keys.ts'
import { areStopped, startInstances, stopInstances } from './stop-instances.ts'

export const serverFlapsEffect = effectOf(faults.serverFlaps, {
  begin: (run) => {
    const instance = run.world.servers.instances.get(run.item.server)
    if (!instance) return
    const key = serverFaultTraceKeys.serverDown
    stopInstances(run, { instances: [instance], machine: null }, { key, insideTransfer: false })
  },
  undo: startInstances,
  observed: areStopped,
})
