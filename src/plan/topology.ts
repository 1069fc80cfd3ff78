import { z } from 'zod'

import { accessTopologySchema } from './access-spec.ts'
import { balancerSchema, instanceSchema } from './server-topology.ts'

const id = z.string().regex(/^[A-Za-z][A-Za-z0-9-]*$/, 'must be a name of letters, digits and dashes')

/** A machine. `sessionLimit` is the number of inbound sessions its share accepts; null means no limit. */
export const hostSchema = z.strictObject({
  kind: z.enum(['workstation', 'laptop', 'file-server', 'server', 'nas', 'balancer']),
  id,
  user: z.string().nullable(),
  sessionLimit: z.number().int().min(1).nullable(),
  /** Of a server: the requests that its processors handle at one moment. */
  cores: z.number().int().min(1).optional(),
})

/** Joins several hosts. Each has its own cable, and all share the router's capacity. */
export const routerSchema = z.strictObject({
  kind: z.literal('router'),
  id,
  joins: z.array(id).min(1),
  latencyUs: z.number().int().nonnegative(),
  bytesPerSecond: z.number().positive(),
  capacityBytesPerSecond: z.number().positive(),
})

/** A tunnel between two hosts that may drop. It comes back `redialUs` after the line. */
export const vpnSchema = z.strictObject({
  kind: z.literal('vpn'),
  id,
  from: id,
  to: id,
  latencyUs: z.number().int().nonnegative(),
  bytesPerSecond: z.number().positive(),
  redialUs: z.number().int().nonnegative(),
})

/**
 * A copy's folder: its machine, its user and the copy that it was made from. Reaches that one by an instance
 * or balancer, or by its share if none is named.
 */
export const copySchema = z.strictObject({
  id,
  host: id,
  user: z.string().nullable(),
  role: z.enum(['parent', 'peer-parent', 'sync-copy']),
  parent: id.nullable(),
  through: id.optional(),
})

export const topologySchema = z.strictObject({
  name: id,
  hosts: z.array(hostSchema).min(1),
  routers: z.array(routerSchema),
  vpns: z.array(vpnSchema),
  copies: z.array(copySchema).min(1),
  /** Absent where everybody may do everything. */
  access: accessTopologySchema.optional(),
  instances: z.array(instanceSchema).optional(),
  balancers: z.array(balancerSchema).optional(),
})

export type Host = z.infer<typeof hostSchema>
export type Router = z.infer<typeof routerSchema>
export type Vpn = z.infer<typeof vpnSchema>
export type Copy = z.infer<typeof copySchema>
export type Topology = z.infer<typeof topologySchema>
