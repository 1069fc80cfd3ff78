import { faults } from '../../plan/definitions/fault/index.ts'
import type { SimInstance } from '../servers/index.ts'
import type { World } from '../world/index.ts'
import { effectOf } from './effect.ts'
import { serverFaultTraceKeys } from './server-fault-trace-keys.ts'
import { areStopped, startInstances, stopInstances } from './stop-instances.ts'

/** The longest that a death waits for an upload. */
const uploadWaitUs = 600_000_000

export const serverDiesEffect = effectOf(faults.serverDies, {
  begin: (run) => {
    const { world, item } = run
    const { server, isMachine, insideUpload } = item
    const instances = [...world.servers.instances.values()].filter(
      ({ id, host }) => id === server || host === server,
    )
    const key = isMachine ? serverFaultTraceKeys.machineDown : serverFaultTraceKeys.serverDown
    const die = (insideTransfer: boolean): void =>
      stopInstances(run, { instances, machine: isMachine ? server : null }, { key, insideTransfer })
    if (insideUpload) atUpload(world, instances, die)
    else die(false)
  },
  undo: startInstances,
  observed: (run, stopped) =>
    areStopped(run, stopped) && (!run.item.insideUpload || run.circumstances.insideTransfer),
})

/** Waits for a partly received, unacknowledged document. Dies anyway after a while. */
const atUpload = (
  world: World,
  instances: readonly SimInstance[],
  die: (insideTransfer: boolean) => void,
): void => {
  const { scheduler: agenda } = world.kernel
  let isDone = false
  const once = (insideTransfer: boolean): void => {
    if (isDone) return
    isDone = true
    die(insideTransfer)
  }
  for (const instance of instances) instance.onNextRequest(() => agenda.after(0, () => once(true)))
  agenda.after(uploadWaitUs, () => once(false))
}
