import { traceKeys } from '../kernel/index.ts'
import type { World } from '../world/index.ts'
import type { FaultRun } from './fault-run.ts'

interface LineItem {
  readonly id: string
  readonly vpn: string
  readonly lastsUs: number
}

/** Cuts the line of a VPN. It is back after the planned time and its redial. */
export const cutLine = <Item extends LineItem>(run: FaultRun<Item, null>, insideTransfer: boolean): void => {
  const { world, item } = run
  const { scheduler: agenda, trace } = world.kernel
  trace.record(agenda.nowUs, traceKeys.down, item.vpn, item.id)
  world.network.setUp(item.vpn, false)
  run.begun(null, { insideTransfer })
  run.undoAfter(item.lastsUs + redialUs(world, item.vpn))
}

/** Restores line and tunnel, unless another fault raised it before. */
export const raiseLine = <Item extends LineItem>(run: FaultRun<Item, null>): void => {
  const { world, item } = run
  const { network, kernel } = world
  if (network.isUp(item.vpn)) return
  network.setUp(item.vpn, true)
  kernel.trace.record(kernel.scheduler.nowUs, traceKeys.up, item.vpn, item.id)
  run.ended()
}

export const isLineDown = <Item extends LineItem>({ world, item }: FaultRun<Item, null>): boolean =>
  !world.network.isUp(item.vpn)

const redialUs = (world: World, vpn: string): number =>
  world.plan.topology.vpns.find(({ id }) => id === vpn)?.redialUs ?? 0
