import { z } from 'zod'

import { atLeastOne, registryOf } from '../registry.ts'
import { balancerRestarts } from './balancer-restarts.ts'
import { branchWriteAttempted } from './branch-write-attempted.ts'
import { clockWrong } from './clock-wrong.ts'
import { clonedFolder } from './cloned-folder.ts'
import { copyAbandoned } from './copy-abandoned.ts'
import type { FaultLabel } from './define-fault.ts'
import { directoryDown } from './directory-down.ts'
import { diskDies } from './disk-dies.ts'
import { dnsOutage } from './dns-outage.ts'
import { drains } from './drains.ts'
import { nasFails } from './nas-fails.ts'
import { powerCut } from './power-cut.ts'
import { recycles } from './recycles.ts'
import { restoredFromBackup } from './restored-from-backup.ts'
import { rightRevoked } from './right-revoked.ts'
import { serverDies } from './server-dies.ts'
import { serverFlaps } from './server-flaps.ts'
import { serverSlows } from './server-slows.ts'
import { sessionHolder } from './session-holder.ts'
import { vpnDrops } from './vpn-drops.ts'
import { wanCut } from './wan-cut.ts'

export const faults = registryOf({
  balancerRestarts,
  branchWriteAttempted,
  clockWrong,
  clonedFolder,
  copyAbandoned,
  directoryDown,
  diskDies,
  dnsOutage,
  drains,
  nasFails,
  powerCut,
  recycles,
  restoredFromBackup,
  rightRevoked,
  serverDies,
  serverFlaps,
  serverSlows,
  sessionHolder,
  vpnDrops,
  wanCut,
})

export type FaultWord = keyof typeof faults
export type FaultDefinition = (typeof faults)[FaultWord]
export type FaultKey = FaultDefinition['key']

const all: readonly FaultDefinition[] = Object.values(faults)

export const statedFaultSchemas = atLeastOne(all.map(({ stated }) => stated))
export const faultItemSchemas = atLeastOne(all.map(({ item }) => item))

const faultItemSchema = z.discriminatedUnion('kind', faultItemSchemas)

/** A plan item that describes a fault. */
export type FaultItem = z.infer<typeof faultItemSchema>
export type FaultItemOf<Key extends FaultKey> = Extract<FaultItem, { readonly kind: Key }>

const byKey: ReadonlyMap<string, FaultDefinition> = new Map(all.map((fault) => [fault.key, fault]))

export const isFaultItem = (item: { readonly kind: string }): item is FaultItem => byKey.has(item.kind)

/** Returns the machine whose power a planned item cuts, or null. */
export const machineWithoutPower = (item: { readonly kind: string }): string | null =>
  byKey.get(item.kind)?.machineWithoutPower(item) ?? null

export const faultLabelOf = (item: { readonly kind: string }): FaultLabel | null =>
  byKey.get(item.kind)?.labelOf(item) ?? null

/** Returns the definition of a planned item's fault. Throws RangeError if there is none. */
export const faultDefinitionOfItem = ({ kind }: FaultItem): FaultDefinition => {
  const found = byKey.get(kind)
  if (!found) throw new RangeError(`no fault is planned as "${kind}"`)
  return found
}

/** Returns the definition of a stated fault. Throws RangeError if there is none. */
export const faultDefinitionOf = ({ kind }: { readonly kind: string }): FaultDefinition => {
  const found = all.find((definition) => definition.kind === kind)
  if (!found) throw new RangeError(`no fault is stated as "${kind}"`)
  return found
}
