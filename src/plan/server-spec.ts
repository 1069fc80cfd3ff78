import { z } from 'zod'

import { healthCheckSchema, stickinessSchema } from './server-topology.ts'
import { durationUs, name } from './spec-parts.ts'

const lastingUs = z.number().int().positive()

export const serverHostSchema = z.strictObject({
  kind: z.literal('server-host'),
  id: name,
  cores: z.number().int().min(1).max(256),
})

export const nasSchema = z.strictObject({ kind: z.literal('nas'), id: name })

export const syncServerSchema = z.strictObject({
  kind: z.literal('sync-server'),
  id: name,
  on: name,
  roots: z.array(name).min(1),
  workers: z.number().int().min(1).max(1024),
  port: z.number().int().min(1).max(65_535),
})

export const loadBalancerSchema = z.strictObject({
  kind: z.literal('load-balancer'),
  id: name,
  instances: z.array(name).min(1),
  stickiness: stickinessSchema,
  check: healthCheckSchema,
  slowStartUs: durationUs,
  redispatch: z.boolean(),
})

export const recyclesSchema = z.strictObject({ kind: z.literal('recycles'), server: name, atUs: durationUs })

export const serverDiesSchema = z.strictObject({
  kind: z.literal('server-dies'),
  /** An instance, whose machine lives on and says that nobody listens; or a machine, which says nothing any more. */
  server: name,
  atUs: durationUs,
  lastsUs: lastingUs,
  insideUpload: z.boolean(),
})

/** A machine on which something else is at work: everything takes so many times as long. */
export const serverSlowsSchema = z.strictObject({
  kind: z.literal('server-slows'),
  host: name,
  atUs: durationUs,
  lastsUs: lastingUs,
  slowness: z.number().min(1).max(10_000),
})

export const serverFlapsSchema = z.strictObject({
  kind: z.literal('server-flaps'),
  server: name,
  atUs: durationUs,
  times: z.number().int().min(1).max(10_000),
  downUs: lastingUs,
  upUs: lastingUs,
})

/** What can befall a NAS: it answers late, not at all, is not there, or its clients believe what they saw a while ago. */
export const nasTroubleSchema = z.enum(['slow', 'hung', 'gone', 'stale'])

export const nasFailsSchema = z.strictObject({
  kind: z.literal('nas-fails'),
  nas: name,
  how: nasTroubleSchema,
  atUs: durationUs,
  lastsUs: lastingUs,
})

export const balancerRestartsSchema = z.strictObject({
  kind: z.literal('balancer-restarts'),
  balancer: name,
  atUs: durationUs,
  lastsUs: lastingUs,
})

export const drainsSchema = z.strictObject({
  kind: z.literal('drains'),
  balancer: name,
  server: name,
  atUs: durationUs,
  lastsUs: lastingUs,
})

export type NasTrouble = z.infer<typeof nasTroubleSchema>
