import type { Node, World } from '../world/index.ts'
import { stationsOn } from './hard-stop.ts'

const pollEveryUs = 5_000_000

/** Waits until somebody works at a machine, with earlier faults over. */
export const whenAtWork = (world: World, host: string, then: (station: Node) => void): void => {
  const poll = (): void => {
    const station = stationsOn(world, host).find(({ isRunning, isOpened }) => isRunning && isOpened)
    if (station) then(station)
    else world.kernel.scheduler.after(pollEveryUs, poll)
  }
  if (stationsOn(world, host).length > 0) poll()
}
