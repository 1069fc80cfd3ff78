import type { FaultItem, FaultItemOf, FaultKey } from '../../plan/definitions/fault/index.ts'
import type { World } from '../world/index.ts'
import { balancerRestartsEffect } from './balancer-restarts.ts'
import { branchWriteAttemptedEffect } from './branch-write-attempted.ts'
import { clockWrongEffect } from './clock-wrong.ts'
import { clonedFolderEffect } from './cloned-folder.ts'
import { copyAbandonedEffect } from './copy-abandoned.ts'
import { directoryDownEffect } from './directory-down.ts'
import { diskDiesEffect } from './disk-dies.ts'
import { dnsOutageEffect } from './dns-outage.ts'
import { drainsEffect } from './drains.ts'
import type { Effect } from './effect.ts'
import type { FaultLog } from './fault-log.ts'
import { nasFailsEffect } from './nas-fails.ts'
import { powerCutEffect } from './power-cut.ts'
import { recyclesEffect } from './recycles.ts'
import { restoredFromBackupEffect } from './restored-from-backup.ts'
import { rightRevokedEffect } from './right-revoked.ts'
import { serverDiesEffect } from './server-dies.ts'
import { serverFlapsEffect } from './server-flaps.ts'
import { serverSlowsEffect } from './server-slows.ts'
import { sessionHolderEffect } from './session-holder.ts'
import { vpnDropsEffect } from './vpn-drops.ts'
import { wanCutEffect } from './wan-cut.ts'

/** The effect of every fault that can be planned. A fault without one does not compile. */
export const faultEffects: { readonly [Key in FaultKey]: Effect<Key> } = {
  'abandon-copy': copyAbandonedEffect,
  'clone-folder': clonedFolderEffect,
  'cut-power': powerCutEffect,
  'dns-outage': dnsOutageEffect,
  drain: drainsEffect,
  'drop-vpn': vpnDropsEffect,
  'fail-nas': nasFailsEffect,
  'lose-disk': diskDiesEffect,
  recycle: recyclesEffect,
  'restart-balancer': balancerRestartsEffect,
  'restore-backup': restoredFromBackupEffect,
  'revoke-right': rightRevokedEffect,
  'server-flaps': serverFlapsEffect,
  'set-clock': clockWrongEffect,
  'slow-server': serverSlowsEffect,
  'stop-directory': directoryDownEffect,
  'stop-server': serverDiesEffect,
  'take-sessions': sessionHolderEffect,
  'wan-cut': wanCutEffect,
  'write-at-branch': branchWriteAttemptedEffect,
}

export const startFault = (world: World, log: FaultLog, item: FaultItem): void =>
  startOf(item.kind, world, log, item)

const startOf = <Key extends FaultKey>(key: Key, world: World, log: FaultLog, item: FaultItemOf<Key>): void =>
  faultEffects[key].start(world, log, item)
