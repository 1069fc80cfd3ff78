import { z } from 'zod'

import { copyEntry } from './definitions/part/copy-entry.ts'
import { copyKeys, type Line, machineKeys, parts } from './definitions/part/index.ts'
import { lineLists } from './definitions/part/lines.ts'
import { machineShape } from './definitions/part/machine-entry.ts'
import { topologyName } from './definitions/part/topology-name.ts'

export const hostSchema = z
  .strictObject({ kind: z.enum(machineKeys).describe('The kind of machine.'), ...machineShape })
  .describe('A machine.')

export const copySchema = copyEntry(z.enum(copyKeys))

const { centres } = parts.dataCentre.entries
const { branches } = parts.branchOffice.entries
const { directories } = parts.directory.entries
const { desks } = parts.sessionDesk.entries
const { rules } = parts.sessionRules.entries

export const accessTopologySchema = z.strictObject({
  centres: z.array(centres).describe('Data stores that take writes.'),
  branches: z.array(branches).describe('Data stores that follow a centre.'),
  directories: z.array(directories).describe('Directories of people.'),
  desks: z.array(desks).describe('Servers at which people log on.'),
  lifeUs: rules.shape.lifeUs,
  graceUs: rules.shape.graceUs,
})

export const topologySchema = z.strictObject({
  name: topologyName.describe('The name of the topology.'),
  hosts: z.array(hostSchema).min(1).describe('Machines.'),
  ...lineLists,
  copies: z.array(copySchema).min(1).describe('Copies of the client file.'),
  access: accessTopologySchema
    .optional()
    .describe('Data stores and log-on; absent if everybody may do everything.'),
  instances: z.array(parts.syncServer.entries.instances).optional().describe('Server programs.'),
  balancers: z.array(parts.loadBalancer.entries.balancers).optional().describe('Load balancers.'),
  nameServers: z
    .array(parts.nameServer.entries.nameServers)
    .optional()
    .describe('Name servers; absent if every address is known.'),
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
