import { faults } from '../../plan/definitions/fault/index.ts'
import type { NasTrouble } from '../../plan/definitions/fault/nas-fails.ts'
import type { TraceKey } from '../kernel/index.ts'
import type { NasService } from '../servers/index.ts'
import { effectOf, type RunOf } from './effect.ts'
import { serverFaultTraceKeys } from './server-fault-trace-keys.ts'
import { mended, traceFault } from './trace-fault.ts'

const troubleTraceKeys: Readonly<Record<NasTrouble, TraceKey>> = {
  slow: serverFaultTraceKeys.nasSlow,
  hung: serverFaultTraceKeys.nasHung,
  gone: serverFaultTraceKeys.nasGone,
  stale: serverFaultTraceKeys.nasStale,
}

export const nasFailsEffect = effectOf(faults.nasFails, {
  begin: (run: RunOf<'fail-nas', NasService>) => {
    const { world, item } = run
    const service = world.servers.nasServices.get(item.nas)
    if (!service) return
    traceFault(run, troubleTraceKeys[item.how], item.nas)
    if (item.how === 'gone') world.network.setUp(item.nas, false)
    else service.fails(item.how)
    run.begun(service)
    run.undoAfter(item.lastsUs)
  },
  undo: (run, service) => {
    const { world, item } = run
    if (item.how === 'gone') world.network.setUp(item.nas, true)
    else service.recovers(item.how)
    mended(run)
  },
  observed: ({ world, item }, service) =>
    item.how === 'gone' ? !world.network.isUp(item.nas) : service.suffers(item.how),
})
