import type { Station } from './station.ts'
import type { World } from './world.ts'

/** Writes down where a copy's status says that all it has written lies where it is linked to. */
export const claimSent = ({ recorder, kernel }: World, { spec, life, isRunning, keeper }: Station): void => {
  if (isRunning && keeper?.isLevel) recorder.claimedSent(spec.id, life, kernel.agenda.nowUs)
}
