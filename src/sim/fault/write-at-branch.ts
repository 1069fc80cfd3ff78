import type { PlanItem } from '../../plan/plan.ts'
import { simIds } from '../keys/index.ts'
import type { World } from '../world/index.ts'
import type { FaultLog } from './fault-log.ts'

/** Somebody at a branch tries to make themselves an account there. */
export const writeAtBranch = async (world: World, log: FaultLog, item: PlanItem): Promise<void> => {
  if (item.target.kind !== 'part' || !world.access) return
  const { part } = item.target
  const { nowUs } = world.kernel.scheduler
  log.begin({ id: item.id, kind: 'branch write', target: part, fromUs: nowUs, insideTransfer: false })
  await world.access.branch(part).attemptWrite(simIds.intruder(item.id))
  log.end(item.id, world.kernel.scheduler.nowUs)
}
