import type { Node } from './node.ts'
import type { World } from './world.ts'

/** Writes down where a copy's status says that all it has written lies where it is linked to. */
export const recordSentReport = (
  { recorder, kernel }: World,
  { spec, incarnation, isRunning, linkManager }: Node,
): void => {
  if (isRunning && linkManager?.isInSync) recorder.reportedSent(spec.id, incarnation, kernel.scheduler.nowUs)
}
