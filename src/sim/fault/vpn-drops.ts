import { faults } from '../../plan/definitions/fault/index.ts'
import type { World } from '../world/index.ts'
import { effectOf } from './effect.ts'
import { cutLine, isLineDown, raiseLine } from './line-outage.ts'

/** How often a drop polls for a transfer, and how long it waits before it drops anyway. */
const pollEveryUs = 5_000
const waitAtMostUs = 600_000_000

export const vpnDropsEffect = effectOf(faults.vpnDrops, {
  begin: (run) => {
    const { world, item } = run
    const { scheduler: agenda } = world.kernel
    let giveUpAtUs = agenda.nowUs + waitAtMostUs
    const poll = (): void => {
      if (world.network.isCarrying(item.vpn)) cutLine(run, true)
      else if (agenda.nowUs >= giveUpAtUs) cutLine(run, false)
      else {
        // A tunnel carries nothing while one of its ends lacks power.
        if (!areEndsUp(world, item.vpn)) giveUpAtUs += pollEveryUs
        agenda.after(pollEveryUs, poll)
      }
    }
    if (item.insideTransfer) poll()
    else cutLine(run, world.network.isCarrying(item.vpn))
  },
  undo: raiseLine,
  observed: (run) => isLineDown(run) && (!run.item.insideTransfer || run.circumstances.insideTransfer),
})

const areEndsUp = (world: World, vpn: string): boolean =>
  world.plan.topology.vpns
    .filter(({ id }) => id === vpn)
    .every(({ from, to }) => world.network.isUp(from) && world.network.isUp(to))
