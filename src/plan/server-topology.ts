import { z } from 'zod'

const id = z.string().regex(/^[A-Za-z][A-Za-z0-9-]*$/, 'must be a name of letters, digits and dashes')
const durationUs = z.number().int().nonnegative()

/** One program of a server: it publishes the client files that lie on its roots, each under its folder's name. */
export const instanceSchema = z.strictObject({
  id,
  host: id,
  /** Machines on which the folders of client files lie. */
  roots: z.array(id).min(1),
  /** Requests that are worked on at one moment; the others wait in the order in which they came. */
  workers: z.number().int().min(1),
  port: z.number().int().min(1).max(65_535),
})

/** When a balancer believes that an instance is there (HAProxy's `inter`, `rise`, `fall` and `timeout check`). */
export const healthCheckSchema = z.strictObject({
  everyUs: z.number().int().positive(),
  rise: z.number().int().min(1),
  fall: z.number().int().min(1),
  timeoutUs: z.number().int().positive(),
})

export const stickinessSchema = z.enum(['cookie', 'source-address', 'none'])

/** A balancer in front of instances. */
export const balancerSchema = z.strictObject({
  id,
  host: id,
  instances: z.array(id).min(1),
  stickiness: stickinessSchema,
  check: healthCheckSchema,
  /** How long an instance that came back gets less than its share; 0 is none. */
  slowStartUs: durationUs,
  /** Whether the last try of a request goes elsewhere, though it belongs to an instance that cannot be reached. */
  redispatch: z.boolean(),
})

export type Instance = z.infer<typeof instanceSchema>
export type HealthCheck = z.infer<typeof healthCheckSchema>
export type Balancer = z.infer<typeof balancerSchema>
