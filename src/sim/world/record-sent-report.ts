import type { Node } from './node.ts'
import type { World } from './world.ts'

/** Records when a copy's status reports that its linked copy has all its writes. */
export const recordSentReport = (
  { recorder, kernel }: World,
  { spec, incarnation, isRunning, linkManager }: Node,
): void => {
  if (isRunning && linkManager?.isInSync) recorder.reportedSent(spec.id, incarnation, kernel.scheduler.nowUs)
}
