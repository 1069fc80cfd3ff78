import { faults } from '../../plan/definitions/fault/index.ts'
import { traceKeys } from '../kernel/index.ts'
import type { SimNameServer } from '../names/index.ts'
import { effectOf, type RunOf } from './effect.ts'

export const dnsOutageEffect = effectOf(faults.dnsOutage, {
  begin: (run: RunOf<'dns-outage', SimNameServer>) => {
    const { world, item } = run
    const server = world.names.servers.get(item.nameServer)
    if (!server) return
    const { scheduler, trace } = world.kernel
    trace.record(scheduler.nowUs, traceKeys.down, server.id, item.id)
    server.isUp = false
    run.begun(server)
    run.undoAfter(item.lastsUs)
  },
  undo: (run, server) => {
    const { scheduler, trace } = run.world.kernel
    if (!server.isUp) {
      server.isUp = true
      trace.record(scheduler.nowUs, traceKeys.up, server.id, run.id)
    }
    run.ended()
  },
  observed: (_, server) => !server.isUp,
})
