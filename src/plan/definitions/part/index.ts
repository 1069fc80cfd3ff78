import { z } from 'zod'

import type { PartRole } from '../part-roles.ts'
import { atLeastOne, registryOf } from '../registry.ts'
import { branchOffice } from './branch-office.ts'
import { dataCentre } from './data-centre.ts'
import { directory } from './directory.ts'
import { fileServer } from './file-server.ts'
import { laptops } from './laptops.ts'
import type { Listed, NamedParts } from './listed.ts'
import { loadBalancer } from './load-balancer.ts'
import { lte } from './lte.ts'
import { nameServer } from './name-server.ts'
import { nas } from './nas.ts'
import { parentFile } from './parent-file.ts'
import type { Entries } from './part-source.ts'
import { peerParent } from './peer-parent.ts'
import { router } from './router.ts'
import { serverHost } from './server-host.ts'
import { sessionDesk } from './session-desk.ts'
import { sessionRules } from './session-rules.ts'
import { syncCopies } from './sync-copies.ts'
import { syncServer } from './sync-server.ts'
import { vpn } from './vpn.ts'
import { workstation } from './workstation.ts'

export const parts = registryOf({
  branchOffice,
  dataCentre,
  directory,
  fileServer,
  laptops,
  loadBalancer,
  lte,
  nameServer,
  nas,
  parentFile,
  peerParent,
  router,
  serverHost,
  sessionDesk,
  sessionRules,
  syncCopies,
  syncServer,
  vpn,
  workstation,
})

export type PartWord = keyof typeof parts
export type PartDefinition = (typeof parts)[PartWord]
export type PartKey = PartDefinition['key']

type OfFamily<Family extends PartDefinition['family']> = Extract<PartDefinition, { readonly family: Family }>

export type MachineKey = OfFamily<'machine'>['key']
export type LineKey = OfFamily<'line'>['key']

type EntryIn<Lists> = Lists extends Entries ? z.output<Lists[keyof Lists]> : never

export type Line = EntryIn<OfFamily<'line'>['entries']>
export type LineEntry<Key extends LineKey> = Extract<Line, { readonly kind: Key }>

export const partDefinitions: readonly PartDefinition[] = Object.values(parts)

const ofFamily = <Family extends PartDefinition['family']>(family: Family): readonly OfFamily<Family>[] =>
  partDefinitions.filter((part): part is OfFamily<Family> => part.family === family)

const places = [...ofFamily('machine'), ...ofFamily('line'), ...ofFamily('server')]

export const partSchema = z.discriminatedUnion('kind', atLeastOne(places.map(({ stated }) => stated)))
export const accessPartSchema = z.discriminatedUnion(
  'kind',
  atLeastOne(ofFamily('access').map(({ stated }) => stated)),
)
export const copyPartSchema = z.discriminatedUnion(
  'kind',
  atLeastOne(ofFamily('copy').map(({ stated }) => stated)),
)

export type Part = z.infer<typeof partSchema>
export type AccessPart = z.infer<typeof accessPartSchema>
export type CopyPart = z.infer<typeof copyPartSchema>

export const machineKeys = atLeastOne(ofFamily('machine').map(({ key }) => key))
export const copyKeys = atLeastOne(ofFamily('copy').map(({ key }) => key))

/** Returns the definition of a stated part. Throws RangeError if there is none. */
export const partDefinitionOf = ({ kind }: { readonly kind: string }): PartDefinition => {
  const found = partDefinitions.find((definition) => definition.kind === kind)
  if (!found) throw new RangeError(`no part is stated as "${kind}"`)
  return found
}

export const namedParts = <Parts extends Listed>(listed: Parts): Parts & NamedParts => ({
  ...listed,
  named: (role) => namesIn(role, listed),
})

const namesIn = (role: PartRole, { parts: listed, copies, access }: Listed): readonly string[] =>
  [...listed, ...copies, ...access].flatMap((part) => {
    const id: unknown = Reflect.get(part, 'id')
    return typeof id === 'string' && partDefinitionOf(part).roles.includes(role) ? [id] : []
  })
