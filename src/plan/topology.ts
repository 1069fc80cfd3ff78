import { z } from 'zod'

import { accessTopologySchema } from './access-spec.ts'
import { balancerSchema, instanceSchema } from './server-topology.ts'

const id = z.string().regex(/^[A-Za-z][A-Za-z0-9-]*$/, 'must be a name of letters, digits and dashes')

const idOf = (what: string) => id.describe(`The name of the ${what}.`)

export const hostSchema = z
  .strictObject({
    kind: z
      .enum(['workstation', 'laptop', 'file-server', 'server', 'nas', 'balancer'])
      .describe('The kind of machine.'),
    id: idOf('machine'),
    user: z.string().nullable().describe('The person who works there; null if nobody does.'),
    sessionLimit: z
      .number()
      .int()
      .min(1)
      .nullable()
      .describe('Inbound sessions that its share accepts; null means no limit.'),
    cores: z
      .number()
      .int()
      .min(1)
      .optional()
      .describe('Requests that the processors of a server handle at one moment.'),
  })
  .describe('A machine.')

export const routerSchema = z
  .strictObject({
    kind: z.literal('router'),
    id: idOf('router'),
    joins: z.array(id).min(1).describe('The machines that it joins.'),
    latencyUs: z.number().int().nonnegative().describe('The latency of one way.'),
    bytesPerSecond: z.number().positive().describe('The bandwidth of each cable.'),
    capacityBytesPerSecond: z.number().positive().describe('The bandwidth that all cables share.'),
  })
  .describe("Joins several machines. Each has its own cable, and all share the router's capacity.")

export const vpnSchema = z
  .strictObject({
    kind: z.literal('vpn'),
    id: idOf('VPN'),
    from: id.describe('The machine at one end.'),
    to: id.describe('The machine at the other end.'),
    latencyUs: z.number().int().nonnegative().describe('The latency of one way.'),
    bytesPerSecond: z.number().positive().describe('The bandwidth of each way.'),
    redialUs: z.number().int().nonnegative().describe('How long after its line the tunnel comes back.'),
  })
  .describe('A tunnel between two machines, which may drop.')

export const copySchema = z
  .strictObject({
    id: idOf('copy'),
    host: id.describe('The machine with its folder.'),
    user: z.string().nullable().describe('The person who works in it; null if nobody does.'),
    role: z.enum(['parent', 'peer-parent', 'sync-copy']).describe('The role of the copy.'),
    parent: id.nullable().describe('The copy from which it was made; null for the first one.'),
    through: id
      .optional()
      .describe(
        'The instance or balancer through which it reaches its parent. Without one, it uses the share.',
      ),
  })
  .describe("A copy's folder.")

export const topologySchema = z.strictObject({
  name: id.describe('The name of the topology.'),
  hosts: z.array(hostSchema).min(1).describe('Machines.'),
  routers: z.array(routerSchema).describe('Routers.'),
  vpns: z.array(vpnSchema).describe('VPNs.'),
  copies: z.array(copySchema).min(1).describe('Copies of the client file.'),
  access: accessTopologySchema
    .optional()
    .describe('Data stores and log-on; absent if everybody may do everything.'),
  instances: z.array(instanceSchema).optional().describe('Server programs.'),
  balancers: z.array(balancerSchema).optional().describe('Load balancers.'),
})

export type Host = z.infer<typeof hostSchema>
export type Router = z.infer<typeof routerSchema>
export type Vpn = z.infer<typeof vpnSchema>
export type Copy = z.infer<typeof copySchema>
export type Topology = z.infer<typeof topologySchema>
