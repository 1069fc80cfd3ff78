import { faults } from '../../plan/definitions/fault/index.ts'
import { traceKeys } from '../kernel/index.ts'
import type { Machine } from '../machine/index.ts'
import { effectOf, type RunOf } from './effect.ts'

export const clockWrongEffect = effectOf(faults.clockWrong, {
  begin: (run: RunOf<'set-clock', Machine>) => {
    const { world, item } = run
    const machine = world.machines.get(item.machine)
    if (!machine) return
    const { scheduler: agenda, trace } = world.kernel
    machine.clockAheadMs = item.aheadUs / 1000
    trace.record(agenda.nowUs, traceKeys.clock, machine.host, machine.clockAheadMs)
    run.begun(machine)
    run.undoAfter(item.lastsUs)
  },
  undo: (run, machine) => {
    const { scheduler: agenda, trace } = run.world.kernel
    if (machine.clockAheadMs !== 0) {
      machine.clockAheadMs = 0
      trace.record(agenda.nowUs, traceKeys.clock, machine.host, 0)
    }
    run.ended()
  },
  observed: ({ item }, machine) => machine.clockAheadMs === item.aheadUs / 1000,
})
