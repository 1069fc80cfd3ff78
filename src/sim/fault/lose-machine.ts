import { traceKeys } from '../kernel/index.ts'
import type { Machine } from '../machine/index.ts'
import type { World } from '../world/index.ts'
import { endPrograms, endVisits, stationsOn } from './hard-stop.ts'

/** How long the loss of a machine waits for activity on its disk. */
const waitAtMostUs = 30_000_000

interface Loss {
  readonly id: string
  readonly machine: string
  /** The number of the disk effect before which everything ends. */
  readonly effect: number
}

/** Kills a machine before one of its next disk effects, or after a while; then calls `then`. */
export const loseMachine = (
  world: World,
  { id, machine: host, effect }: Loss,
  then: (machine: Machine, insideWrite: boolean) => void,
): void => {
  const machine = world.machines.get(host)
  if (!machine) return
  const { scheduler: agenda, trace } = world.kernel
  let hasFallen = false
  const fall = (insideWrite: boolean): void => {
    if (hasFallen) return
    hasFallen = true
    machine.cutPower()
    endPrograms(world, host)
    trace.record(agenda.nowUs, traceKeys.off, host, id)
    // The disk may be serving a call of the network.
    agenda.after(0, () => {
      world.network.setUp(host, false)
      endVisits(world, host)
      then(machine, insideWrite)
    })
  }
  const [name] = foldersOn(world, host)
  if (name !== undefined) machine.armPowerCut(name, effect, () => fall(true))
  agenda.after(waitAtMostUs, () => fall(false))
}

const foldersOn = (world: World, host: string): readonly string[] => [
  ...stationsOn(world, host).map(({ spec }) => spec.id),
  ...world.folders.flatMap(({ spec }) => (spec.host === host ? [spec.id] : [])),
]
