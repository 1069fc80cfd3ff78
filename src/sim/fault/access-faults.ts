import type { PlanItem } from '../../plan/plan.ts'
import type { World } from '../world/index.ts'
import type { FaultLog } from './fault-log.ts'
import { giveBackRight, revokeRight } from './revoke-right.ts'
import { startDirectory, stopDirectory } from './stop-directory.ts'
import { writeAtBranch } from './write-at-branch.ts'

/** What befalls data stores, directories and accounts; null where an item is none of these. */
export const beginAccessFault = (world: World, log: FaultLog, item: PlanItem): Promise<void> | null => {
  if (item.kind === 'revoke-right') return revokeRight(world, log, item)
  if (item.kind === 'write-at-branch') return writeAtBranch(world, log, item)
  if (item.kind !== 'stop-directory') return null
  stopDirectory(world, log, item)
  return Promise.resolve()
}

/** In the evening directories answer, and everybody may again what they might in the morning. */
export const endAccessFaults = async (world: World, log: FaultLog): Promise<void> => {
  for (const { id, kind, target, toUs } of log.entries()) {
    if (toUs !== null) continue
    if (kind === 'directory down') startDirectory(world, log, id, target)
    if (kind === 'account disabled' || kind === 'role taken')
      await giveBackRight(world, log, { id, user: target })
  }
}
