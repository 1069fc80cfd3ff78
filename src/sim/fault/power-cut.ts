import { faults } from '../../plan/definitions/fault/index.ts'
import { streamKeys, traceKeys } from '../kernel/index.ts'
import type { Machine } from '../machine/index.ts'
import { recordObservation, type World } from '../world/index.ts'
import { effectOf, type RunOf } from './effect.ts'
import { stationsOn } from './hard-stop.ts'
import { loseMachine } from './lose-machine.ts'

export const powerCutEffect = effectOf(faults.powerCut, {
  begin: (run: RunOf<'cut-power', Machine>) =>
    loseMachine(run.world, run.item, (machine, insideWrite) => {
      run.begun(machine, { insideWrite })
      run.undoAfter(run.item.lastsUs)
    }),
  undo: (run, machine) => {
    if (run.world.network.isUp(machine.host)) return
    restart(run.world, run.id, machine)
    run.ended()
  },
  observed: ({ world }, machine) => !world.network.isUp(machine.host),
})

/** Restores power: every copy reopens from its disk. */
const restart = (world: World, id: string, machine: Machine): void => {
  const { scheduler: agenda, trace, random } = world.kernel
  const stream = random.stream(streamKeys.power)
  machine.restart((name, variants) => stream.pick(variants, id, name))
  world.network.setUp(machine.host, true)
  trace.record(agenda.nowUs, traceKeys.on, machine.host, id)
  world.kernel.wake()
  for (const folder of world.folders)
    if (folder.spec.host === machine.host) {
      Object.assign(folder, { ports: world.processes.begin(folder.spec).ports })
      folder.disk = folder.ports.disk
      world.processes.shareAgain(folder.spec, folder.disk)
    }
  for (const station of stationsOn(world, machine.host)) {
    world.processes.startAgain(station)
    recordObservation(world, station)
  }
}
