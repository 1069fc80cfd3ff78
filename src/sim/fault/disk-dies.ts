import { faults } from '../../plan/definitions/fault/index.ts'
import { traceKeys } from '../kernel/index.ts'
import type { Machine } from '../machine/index.ts'
import { effectOf, type RunOf } from './effect.ts'
import { stationsOn } from './hard-stop.ts'
import { joinAgain } from './join-again.ts'
import { loseMachine } from './lose-machine.ts'

export const diskDiesEffect = effectOf(faults.diskDies, {
  begin: (run: RunOf<'lose-disk', Machine>) => {
    const { world, item } = run
    loseMachine(world, item, (machine) => {
      for (const station of stationsOn(world, machine.host))
        world.recorder.lost({ copy: station.spec.id, fromUs: 0, atUs: world.kernel.scheduler.nowUs })
      run.begun(machine)
      run.undoAfter(item.lastsUs)
    })
  },
  /** The lost machine's user makes a fresh copy on a new one. */
  undo: (run, machine) => {
    const { world } = run
    const { scheduler: agenda, trace } = world.kernel
    if (world.network.isUp(machine.host)) return
    machine.replace()
    world.network.setUp(machine.host, true)
    world.kernel.wake()
    trace.record(agenda.nowUs, traceKeys.on, machine.host, run.id)
    run.ended()
    for (const station of stationsOn(world, machine.host)) world.guard.watch(joinAgain(world, station))
  },
  observed: ({ world }, machine) => !world.network.isUp(machine.host),
})
