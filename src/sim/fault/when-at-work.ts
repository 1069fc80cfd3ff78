import type { PlanItem } from '../../plan/plan.ts'
import type { Node, World } from '../world/index.ts'
import { stationsOn } from './hard-stop.ts'

const lookEveryUs = 5_000_000

/** Waits until somebody works at a machine, with whatever befell it before over. */
export const whenAtWork = (world: World, { target }: PlanItem, then: (station: Node) => void): void => {
  const host = target.kind === 'part' ? target.part : ''
  const look = (): void => {
    const station = stationsOn(world, host).find(({ isRunning, isOpened }) => isRunning && isOpened)
    if (station) then(station)
    else world.kernel.scheduler.after(lookEveryUs, look)
  }
  if (stationsOn(world, host).length > 0) look()
}
