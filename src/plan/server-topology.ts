import { z } from 'zod'

const id = z.string().regex(/^[A-Za-z][A-Za-z0-9-]*$/, 'must be a name of letters, digits and dashes')
const durationUs = z.number().int().nonnegative()

/** One server program. Publishes the client files on its roots, each under its folder's name. */
export const instanceSchema = z.strictObject({
  id,
  host: id,
  /** Machines with the folders of client files. */
  roots: z.array(id).min(1),
  /** Requests handled at one moment; the others wait in order of arrival. */
  workers: z.number().int().min(1),
  port: z.number().int().min(1).max(65_535),
})

/** When a balancer considers an instance up (HAProxy's `inter`, `rise`, `fall` and `timeout check`). */
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
  /** How long a recovered instance gets less than its share; 0 turns this off. */
  slowStartUs: durationUs,
  /** Whether a request's last try leaves its own instance if that is unreachable. */
  redispatch: z.boolean(),
})

export type Instance = z.infer<typeof instanceSchema>
export type HealthCheck = z.infer<typeof healthCheckSchema>
export type Balancer = z.infer<typeof balancerSchema>
