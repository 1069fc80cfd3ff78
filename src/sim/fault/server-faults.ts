import type { PlanItem } from '../../plan/plan.ts'
import { type NasTrouble, nasTroubleSchema } from '../../plan/server-spec.ts'
import { traceKeys } from '../kernel/index.ts'
import type { SimInstance } from '../servers/index.ts'
import type { World } from '../world/index.ts'
import type { FaultEntry, FaultLog } from './fault-log.ts'
import { type ServerFaultLabel, serverFaultTraceKeys } from './server-fault-trace-keys.ts'

/** How long a death that waits for an upload waits before it comes anyway. */
const uploadWaitUs = 600_000_000

/** Lets happen what befalls servers, what their files lie on, and balancers; false where the item is nothing of the kind. */
export const befallServers = (world: World, log: FaultLog, item: PlanItem): boolean => {
  const befall = befalls[item.kind]
  if (!befall || item.target.kind !== 'part') return false
  befall(world, log, item, item.target.part)
  return true
}

type Befall = (world: World, log: FaultLog, item: PlanItem, part: string) => void

const recycle: Befall = (world, log, { id }, part) => {
  const instance = world.servers.instances.get(part)
  if (!instance?.isUp) return
  begin(world, log, { id, kind: 'recycled', target: part, insideTransfer: false })
  instance.recycle(() => log.end(id, world.kernel.scheduler.nowUs))
}

/** Of a machine, all instances on it die with it, and it says nothing any more. */
const stopServer: Befall = (world, log, item, part) => {
  const dying = [...world.servers.instances.values()].filter(({ id, host }) => id === part || host === part)
  const isMachine = !world.servers.instances.has(part)
  const die = (insideTransfer: boolean): void => {
    const back = (): void => {
      if (isMachine) world.network.setUp(part, true)
      for (const instance of dying) instance.start()
    }
    const kind = isMachine ? 'machine down' : 'server down'
    begin(world, log, { id: item.id, kind, target: part, insideTransfer, mend: back })
    if (isMachine) world.network.setUp(part, false)
    for (const instance of dying) instance.kill()
    endAfter(world, log, item)
  }
  if (item.parameters['insideUpload'] === true) atUpload(world, dying, die)
  else die(false)
}

const slowServer: Befall = (world, log, item, part) => {
  const cores = world.servers.machines.get(part)
  if (!cores) return
  const mend = (): void => void (cores.slowness = 1)
  begin(world, log, { id: item.id, kind: 'machine slow', target: part, insideTransfer: false, mend })
  cores.slowness = Number(item.parameters['slowness'])
  endAfter(world, log, item)
}

/** While a piece of a document has come and nobody was told that it is there; without one for long, anyway. */
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

const failNas: Befall = (world, log, item, part) => {
  const shelf = world.servers.nasServices.get(part)
  const how = nasTroubleSchema.parse(item.parameters['how'])
  if (!shelf) return
  const mend = (): void => (how === 'gone' ? world.network.setUp(part, true) : shelf.recovers(how))
  begin(world, log, { id: item.id, kind: nasWords[how], target: part, insideTransfer: false, mend })
  if (how === 'gone') world.network.setUp(part, false)
  else shelf.fails(how)
  endAfter(world, log, item)
}

/** Its program is gone for a while, and comes back with nothing that it knew. */
const restartBalancer: Befall = (world, log, item, part) => {
  const balancer = world.servers.balancers.get(part)
  if (!balancer) return
  const mend = (): void => balancer.start()
  begin(world, log, { id: item.id, kind: 'balancer restarts', target: part, insideTransfer: false, mend })
  balancer.stop()
  endAfter(world, log, item)
}

const drain: Befall = (world, log, item, part) => {
  const balancer = world.servers.balancers.get(part)
  if (!balancer) return
  const server = String(item.parameters['server'])
  const mend = (): void => balancer.drain(server, false)
  begin(world, log, { id: item.id, kind: 'drained', target: server, insideTransfer: false, mend })
  balancer.drain(server, true)
  endAfter(world, log, item)
}

const nasWords: Readonly<Record<NasTrouble, ServerFaultLabel>> = {
  slow: 'NAS slow',
  hung: 'NAS hung',
  gone: 'NAS down',
  stale: 'NAS stale',
}

/** A fault as it begins, with what undoes it where it must not outlast the day. */
interface BegunFault extends Omit<FaultEntry, 'fromUs' | 'toUs'> {
  readonly kind: ServerFaultLabel
  readonly mend?: () => void
}

const begin = (world: World, log: FaultLog, { mend, ...entry }: BegunFault): void => {
  const { scheduler: agenda, trace } = world.kernel
  const undo = (): void => {
    mend?.()
    trace.record(agenda.nowUs, traceKeys.mended, entry.id, traceKeys.nothing)
    log.end(entry.id, agenda.nowUs)
  }
  log.begin({ ...entry, fromUs: agenda.nowUs }, mend && undo)
  trace.record(agenda.nowUs, serverFaultTraceKeys[entry.kind], entry.target, entry.id)
}

const endAfter = (world: World, log: FaultLog, item: PlanItem): void => {
  world.kernel.scheduler.after(Number(item.parameters['lastsUs']), () => log.undo(item.id))
}

const befalls: Partial<Record<PlanItem['kind'], Befall>> = {
  recycle,
  'stop-server': stopServer,
  'slow-server': slowServer,
  'fail-nas': failNas,
  'restart-balancer': restartBalancer,
  drain,
}
