import { faults } from '../../plan/definitions/fault/index.ts'
import type { SimBalancer } from '../servers/balancer/index.ts'
import { effectOf, type RunOf } from './effect.ts'
import { serverFaultTraceKeys } from './server-fault-trace-keys.ts'
import { mended, traceFault } from './trace-fault.ts'

export const drainsEffect = effectOf(faults.drains, {
  begin: (run: RunOf<'drain', SimBalancer>) => {
    const { world, item } = run
    const balancer = world.servers.balancers.get(item.balancer)
    if (!balancer) return
    traceFault(run, serverFaultTraceKeys.drained, item.server)
    balancer.drain(item.server, true)
    run.begun(balancer)
    run.undoAfter(item.lastsUs)
  },
  undo: (run, balancer) => {
    balancer.drain(run.item.server, false)
    mended(run)
  },
  observed: ({ item }, balancer) => balancer.isDraining(item.server),
})
