import { faults } from '../../plan/definitions/fault/index.ts'
import { traceKeys } from '../kernel/index.ts'
import { simIds } from '../keys/index.ts'
import { copyFolder } from '../machine/disk/index.ts'
import { recordObservation, type Node } from '../world/index.ts'
import { effectOf, type RunOf } from './effect.ts'
import { whenAtWork } from './when-at-work.ts'

export const clonedFolderEffect = effectOf(faults.clonedFolder, {
  begin: (run: RunOf<'clone-folder', Node>) => {
    const { world, item } = run
    whenAtWork(world, item.machine, (station) => {
      const machine = world.machines.get(item.to)
      if (!machine) return
      const { scheduler: agenda, trace } = world.kernel
      const spec = { ...station.spec, id: simIds.clone(station.spec.id), host: item.to }
      copyFolder(station.disk, machine.folder(spec.id))
      const clone: Node = { ...station, spec, incarnation: 1, isRunning: false }
      world.join(clone)
      world.kernel.wake()
      world.processes.startAgain(clone)
      recordObservation(world, clone)
      trace.record(agenda.nowUs, traceKeys.cloned, spec.id, item.id)
      run.begun(clone)
    })
  },
  undo: 'stays',
  observed: ({ world }, clone) => world.nodes.includes(clone) && clone.isRunning,
})
