import { z } from 'zod'

import { copyEntry } from './definitions/part/copy-entry.ts'
import { copyKeys, type Line, machineKeys, parts } from './definitions/part/index.ts'
import { lineLists } from './definitions/part/lines.ts'
import { machineShape } from './definitions/part/machine-entry.ts'
import { topologyName } from './definitions/part/topology-name.ts'

export const hostSchema = z.strictObject({ kind: z.enum(machineKeys), ...machineShape })

export const copySchema = copyEntry(z.enum(copyKeys))

const { centres } = parts.dataCentre.entries
const { branches } = parts.branchOffice.entries
const { directories } = parts.directory.entries
const { desks } = parts.sessionDesk.entries
const { rules } = parts.sessionRules.entries

export const accessTopologySchema = z.strictObject({
  centres: z.array(centres),
  branches: z.array(branches),
  directories: z.array(directories),
  desks: z.array(desks),
  lifeUs: rules.shape.lifeUs,
  graceUs: rules.shape.graceUs,
})

export const topologySchema = z.strictObject({
  name: topologyName,
  hosts: z.array(hostSchema).min(1),
  ...lineLists,
  copies: z.array(copySchema).min(1),
  /** Absent where everybody may do everything. */
  access: accessTopologySchema.optional(),
  instances: z.array(parts.syncServer.entries.instances).optional(),
  balancers: z.array(parts.loadBalancer.entries.balancers).optional(),
  /** Absent where every address is known. */
  nameServers: z.array(parts.nameServer.entries.nameServers).optional(),
})

export type Host = z.infer<typeof hostSchema>
export type Copy = z.infer<typeof copySchema>
export type Topology = z.infer<typeof topologySchema>
export type AccessTopology = z.infer<typeof accessTopologySchema>
/** Every line, routers before VPNs. */
export const linesOf = ({ routers, vpns, lteLinks = [] }: Topology): readonly Line[] => [
  ...routers,
  ...vpns,
  ...lteLinks,
]

export type Router = Topology['routers'][number]
export type Vpn = Topology['vpns'][number]
