import { faults } from '../../plan/definitions/fault/index.ts'
import type { SimDirectory } from '../access/index.ts'
import { traceKeys } from '../kernel/index.ts'
import { effectOf, type RunOf } from './effect.ts'

export const directoryDownEffect = effectOf(faults.directoryDown, {
  begin: (run: RunOf<'stop-directory', SimDirectory>) => {
    const { world, item } = run
    const directory = world.access?.directories.get(item.directory)
    if (!directory) return
    const { scheduler: agenda, trace } = world.kernel
    world.kernel.wake()
    trace.record(agenda.nowUs, traceKeys.down, item.directory, item.id)
    directory.isUp = false
    run.begun(directory)
    run.undoAfter(item.lastsUs)
  },
  undo: (run, directory) => {
    const { scheduler: agenda, trace } = run.world.kernel
    if (!directory.isUp) {
      directory.isUp = true
      trace.record(agenda.nowUs, traceKeys.up, run.item.directory, run.id)
    }
    run.ended()
  },
  observed: (_, directory) => !directory.isUp,
})
