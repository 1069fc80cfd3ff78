import { faults } from '../../plan/definitions/fault/index.ts'
import type { SimBalancer } from '../servers/balancer/index.ts'
import { effectOf, type RunOf } from './effect.ts'
import { serverFaultTraceKeys } from './server-fault-trace-keys.ts'
import { mended, traceFault } from './trace-fault.ts'

export const balancerRestartsEffect = effectOf(faults.balancerRestarts, {
  begin: (run: RunOf<'restart-balancer', SimBalancer>) => {
    const { world, item } = run
    const balancer = world.servers.balancers.get(item.balancer)
    if (!balancer) return
    traceFault(run, serverFaultTraceKeys.balancerRestarts, item.balancer)
    balancer.stop()
    run.begun(balancer)
    run.undoAfter(item.lastsUs)
  },
  undo: (run, balancer) => {
    balancer.start()
    mended(run)
  },
  observed: (_, balancer) => !balancer.isUp,
})
