import type { AccessFault } from '../access-spec.ts'
import type { Mishap } from '../mishap-spec.ts'
import type { PlanItem } from '../plan.ts'
import { type FrozenKey, keysOfFamily } from './frozen-key.ts'

type IdKey = FrozenKey<'id'>

/** What befalls servers and has an id of its kind, its target and its time. */
export type ServerItemKind = Extract<
  PlanItem['kind'],
  'recycle' | 'stop-server' | 'slow-server' | 'fail-nas' | 'restart-balancer' | 'drain'
>

const idKeysOf = keysOfFamily<'id'>()

export const accessFaultIdKeys: Readonly<Record<AccessFault['kind'], IdKey>> = idKeysOf({
  'wan-cut': 'wan-cut',
  'right-revoked': 'right-revoked',
  'branch-write': 'branch-write',
  'directory-down': 'directory-down',
})

export const mishapIdKeys: Readonly<Record<Mishap['kind'], IdKey>> = idKeysOf({
  'power-cut': 'power-cut',
  'disk-dies': 'disk-dies',
  'restored-from-backup': 'restored-from-backup',
  'cloned-folder': 'cloned-folder',
  'copy-abandoned': 'copy-abandoned',
  'clock-wrong': 'clock-wrong',
})

export const serverItemIdKeys: Readonly<Record<ServerItemKind, IdKey>> = idKeysOf({
  recycle: 'recycle',
  'stop-server': 'stop-server',
  'slow-server': 'slow-server',
  'fail-nas': 'fail-nas',
  'restart-balancer': 'restart-balancer',
  drain: 'drain',
})

/** Numbers count from one. */
export const faultIds = {
  accessFault: (kind: AccessFault['kind'], number: number): string => `${accessFaultIdKeys[kind]}-${number}`,
  mishap: (kind: Mishap['kind'], number: number, time: number): string =>
    `${mishapIdKeys[kind]}-${number}-${time}`,
  serverItem: (kind: ServerItemKind, part: string, atUs: number): string =>
    `${serverItemIdKeys[kind]}-${part}-${Math.round(atUs / 1_000_000)}`,
  sessionHolder: (host: string): string => `hold-${host}`,
  vpnDrop: (vpn: string, number: number): string => `drop-${vpn}-${number}`,
  flap: (server: string, number: number): string => `flap-${server}-${number}`,
} as const
