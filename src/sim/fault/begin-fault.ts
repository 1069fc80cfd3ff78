import type { PlanItem } from '../../plan/plan.ts'
import type { World } from '../world/index.ts'
import { abandonCopy } from './abandon-copy.ts'
import { beginAccessFault } from './access-faults.ts'
import { cloneFolder } from './clone-folder.ts'
import { cutPower } from './cut-power.ts'
import { dropVpn } from './drop-vpn.ts'
import type { FaultLog } from './fault-log.ts'
import { loseDisk } from './lose-disk.ts'
import { restoreBackup } from './restore-backup.ts'
import { befallServers } from './server-faults.ts'
import { setClock } from './set-clock.ts'
import { takeSessions } from './take-sessions.ts'

type Begin = (world: World, log: FaultLog, item: PlanItem) => void

const faults: Partial<Record<PlanItem['kind'], Begin>> = {
  'drop-vpn': dropVpn,
  'take-sessions': takeSessions,
  'cut-power': cutPower,
  'lose-disk': loseDisk,
  'restore-backup': restoreBackup,
  'set-clock': setClock,
  'clone-folder': cloneFolder,
  'abandon-copy': abandonCopy,
}

/** Lets it happen. False where the item is for a person to do. */
export const beginFault = (world: World, log: FaultLog, item: PlanItem): boolean => {
  const begin = faults[item.kind]
  begin?.(world, log, item)
  if (begin !== undefined || befallServers(world, log, item)) return true
  world.kernel.wake()
  const deed = beginAccessFault(world, log, item)
  if (deed) world.guard.watch(deed)
  return deed !== null
}
