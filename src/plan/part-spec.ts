import { z } from 'zod'

import { loadBalancerSchema, nasSchema, serverHostSchema, syncServerSchema } from './server-spec.ts'
import { durationUs, name } from './spec-parts.ts'

const rate = z.number().positive()

export const workstationSchema = z.strictObject({
  kind: z.literal('workstation'),
  id: name,
  user: name,
  /** Inbound sessions; null for a machine without a limit. */
  sessionLimit: z.number().int().min(3).nullable(),
})

export const fileServerSchema = z.strictObject({ kind: z.literal('file-server'), id: name })

export const laptopsSchema = z.strictObject({
  kind: z.literal('laptops'),
  id: name,
  count: z.number().int().min(1).max(400),
})

export const routerPartSchema = z.strictObject({
  kind: z.literal('router'),
  id: name,
  joins: z.array(name).min(1),
  latencyUs: durationUs,
  bytesPerSecond: rate,
  capacityBytesPerSecond: rate,
})

export const vpnPartSchema = z.strictObject({
  kind: z.literal('vpn'),
  id: name,
  from: name,
  to: name,
  latencyUs: durationUs,
  bytesPerSecond: rate,
  redialUs: durationUs,
})

export const partSchema = z.discriminatedUnion('kind', [
  workstationSchema,
  fileServerSchema,
  laptopsSchema,
  routerPartSchema,
  vpnPartSchema,
  serverHostSchema,
  nasSchema,
  syncServerSchema,
  loadBalancerSchema,
])

export const copyPartSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('parent-file'), id: name, on: name }),
  z.strictObject({
    kind: z.literal('peer-parent'),
    id: name,
    on: name,
    of: name.nullable(),
    through: name.optional(),
  }),
  z.strictObject({ kind: z.literal('sync-copies'), on: name, of: name, through: name.optional() }),
])

export type Part = z.infer<typeof partSchema>
export type CopyPart = z.infer<typeof copyPartSchema>
