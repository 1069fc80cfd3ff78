import { type FrozenKey, keysOfFamily } from './frozen-key.ts'

type IdKey = FrozenKey<'id'>

const idKeysOf = keysOfFamily<'id'>()

/** Faults of data stores, directories and accounts share one numbering. */
export type AccessFaultId = 'wan-cut' | 'right-revoked' | 'branch-write' | 'directory-down'

/** Faults of machines and the copies on them. */
export type MachineFaultId =
  | 'power-cut'
  | 'disk-dies'
  | 'restored-from-backup'
  | 'cloned-folder'
  | 'copy-abandoned'
  | 'clock-wrong'

/** Faults with an id made of kind, target and time. */
export type ServerItemKind =
  | 'recycle'
  | 'stop-server'
  | 'slow-server'
  | 'fail-nas'
  | 'restart-balancer'
  | 'drain'
  | 'dns-outage'

export const accessFaultIdKeys: Readonly<Record<AccessFaultId, IdKey>> = idKeysOf({
  'wan-cut': 'wan-cut',
  'right-revoked': 'right-revoked',
  'branch-write': 'branch-write',
  'directory-down': 'directory-down',
})

export const machineFaultIdKeys: Readonly<Record<MachineFaultId, IdKey>> = idKeysOf({
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
  'dns-outage': 'dns-outage',
})

/** Numbers count from one. */
export const faultIds = {
  accessFault: (kind: AccessFaultId, number: number): string => `${accessFaultIdKeys[kind]}-${number}`,
  machineFault: (kind: MachineFaultId, number: number, time: number): string =>
    `${machineFaultIdKeys[kind]}-${number}-${time}`,
  serverItem: (kind: ServerItemKind, part: string, atUs: number): string =>
    `${serverItemIdKeys[kind]}-${part}-${Math.round(atUs / 1_000_000)}`,
  sessionHolder: (host: string): string => `hold-${host}`,
  vpnDrop: (vpn: string, number: number): string => `drop-${vpn}-${number}`,
  flap: (server: string, number: number): string => `flap-${server}-${number}`,
} as const
