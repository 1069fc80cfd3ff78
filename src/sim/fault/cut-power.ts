import type { PlanItem } from '../../plan/plan.ts'
import { streamKeys, traceKeys } from '../kernel/index.ts'
import type { Machine } from '../machine/index.ts'
import { recordObservation, type World } from '../world/index.ts'
import type { FaultLog } from './fault-log.ts'
import { endPrograms, endVisits, stationsOn } from './hard-stop.ts'

/** How long a power cut waits for the disk to be in the middle of something. */
const waitAtMostUs = 30_000_000

/**
 * Takes the power from a machine at one of the next things that its disk does, and gives it back after a while: what was
 * not flushed is gone or torn, and every copy there is opened again from what is found.
 */
export const cutPower = (world: World, log: FaultLog, item: PlanItem): void => {
  const effect = Number(item.parameters['effect'])
  fallAt(world, item, effect, (machine, insideWrite) => {
    const undo = (): void => comeBack(world, log, item, machine)
    const { nowUs } = world.kernel.scheduler
    const entry = { id: item.id, kind: 'no power', target: machine.host, insideTransfer: false } as const
    log.begin({ ...entry, fromUs: nowUs, insideWrite }, undo)
    world.kernel.scheduler.after(Number(item.parameters['lastsUs']), undo)
  })
}

/** Ends everything on a machine before so many things that its disk does are through, or after a while; then `then`. */
export const fallAt = (
  world: World,
  item: PlanItem,
  effect: number,
  then: (machine: Machine, insideWrite: boolean) => void,
): void => {
  const machine = item.target.kind === 'part' ? world.machines.get(item.target.part) : undefined
  if (!machine) return
  const { scheduler: agenda, trace } = world.kernel
  let hasFallen = false
  const fall = (insideWrite: boolean): void => {
    if (hasFallen) return
    hasFallen = true
    machine.cutPower()
    endPrograms(world, machine.host)
    trace.record(agenda.nowUs, traceKeys.off, machine.host, item.id)
    // The disk may be in the middle of a call of the network's own.
    agenda.after(0, () => {
      world.network.setUp(machine.host, false)
      endVisits(world, machine.host)
      then(machine, insideWrite)
    })
  }
  const [name] = foldersOn(world, machine.host)
  if (name !== undefined) machine.armPowerCut(name, effect, () => fall(true))
  agenda.after(waitAtMostUs, () => fall(false))
}

const foldersOn = (world: World, host: string): readonly string[] => [
  ...stationsOn(world, host).map(({ spec }) => spec.id),
  ...world.folders.flatMap(({ spec }) => (spec.host === host ? [spec.id] : [])),
]

const comeBack = (world: World, log: FaultLog, item: PlanItem, machine: Machine): void => {
  if (world.network.isUp(machine.host)) return
  const { scheduler: agenda, trace, random } = world.kernel
  const stream = random.stream(streamKeys.power)
  machine.restart((name, variants) => stream.pick(variants, item.id, name))
  world.network.setUp(machine.host, true)
  trace.record(agenda.nowUs, traceKeys.on, machine.host, item.id)
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
  log.end(item.id, agenda.nowUs)
}
