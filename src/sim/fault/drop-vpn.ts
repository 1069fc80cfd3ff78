import type { PlanItem } from '../../plan/plan.ts'
import { traceKeys } from '../kernel/index.ts'
import type { World } from '../world/index.ts'
import type { FaultLog } from './fault-log.ts'

/** How often a drop that waits for a transfer looks for one, and how long it waits before it drops anyway. */
const lookEveryUs = 5_000
const waitAtMostUs = 600_000_000

/** Takes a VPN down for a while, inside a transfer if the plan says so; it is back after the redial. */
export const dropVpn = (world: World, log: FaultLog, item: PlanItem): void => {
  if (item.target.kind !== 'part') return
  const { part } = item.target
  const { scheduler: agenda } = world.kernel
  let giveUpAtUs = agenda.nowUs + waitAtMostUs
  const drop = (insideTransfer: boolean): void => {
    const undo = (): void => raise(world, log, item.id, part)
    log.begin({ id: item.id, kind: 'vpn down', target: part, fromUs: agenda.nowUs, insideTransfer }, undo)
    world.kernel.trace.record(agenda.nowUs, traceKeys.down, part, item.id)
    world.network.setUp(part, false)
    agenda.after(Number(item.parameters['lastsUs']) + redialUs(world, part), undo)
  }
  const look = (): void => {
    if (world.network.isCarrying(part)) drop(true)
    else if (agenda.nowUs >= giveUpAtUs) drop(false)
    else {
      // Nothing can be carried while one of its ends is without power.
      if (!areEndsUp(world, part)) giveUpAtUs += lookEveryUs
      agenda.after(lookEveryUs, look)
    }
  }
  if (item.parameters['insideTransfer'] === true) look()
  else drop(world.network.isCarrying(part))
}

/** The line is back: the tunnel stands again, and who wants to connect may. */
const raise = (world: World, log: FaultLog, id: string, part: string): void => {
  if (world.network.isUp(part)) return
  const { scheduler: agenda, trace } = world.kernel
  world.network.setUp(part, true)
  trace.record(agenda.nowUs, traceKeys.up, part, id)
  log.end(id, agenda.nowUs)
}

const redialUs = (world: World, part: string): number =>
  world.plan.topology.vpns.find(({ id }) => id === part)?.redialUs ?? 0

const areEndsUp = (world: World, part: string): boolean =>
  world.plan.topology.vpns
    .filter(({ id }) => id === part)
    .every(({ from, to }) => world.network.isUp(from) && world.network.isUp(to))
