import type { AccessPart } from '../access-spec.ts'
import type { CopyPart, Part } from '../part-spec.ts'

/** Every part of a scenario that a fault may name. */
export interface Listed {
  readonly parts: readonly Part[]
  readonly copies: readonly CopyPart[]
  readonly access: readonly AccessPart[]
}

/** Returns true if the part is a machine. Other parts join machines, or run on them. */
export const isMachine = ({ kind }: Part): boolean =>
  kind !== 'router' && kind !== 'vpn' && kind !== 'sync-server'

const partsOf =
  (...kinds: readonly Part['kind'][]) =>
  ({ parts }: Listed): readonly string[] =>
    parts.flatMap(({ id, kind }) => (kinds.includes(kind) ? [id] : []))

const accessOf =
  (kind: AccessPart['kind']) =>
  ({ access }: Listed): readonly string[] =>
    access.flatMap((part) => (part.kind === kind && 'id' in part ? [part.id] : []))

/** The kinds of part that an option may name, in the author's words, with the known names. */
export const partKinds = {
  host: ({ parts }: Listed) => parts.flatMap((part) => (isMachine(part) ? [part.id] : [])),
  vpn: partsOf('vpn'),
  'group of laptops': partsOf('laptops'),
  syncServer: partsOf('sync-server'),
  serverHost: partsOf('server-host'),
  'syncServer or serverHost': partsOf('sync-server', 'server-host'),
  nas: partsOf('nas'),
  loadBalancer: partsOf('load-balancer'),
  directory: accessOf('directory'),
  'branch office': accessOf('branch-office'),
} as const satisfies Readonly<Record<string, (listed: Listed) => readonly string[]>>

export type PartKind = keyof typeof partKinds
