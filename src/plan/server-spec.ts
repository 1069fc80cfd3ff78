import { z } from 'zod'

import { healthCheckSchema, stickinessSchema } from './server-topology.ts'
import { durationUs, name } from './spec-parts.ts'

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
