import { z } from 'zod'

const id = z.string().regex(/^[A-Za-z][A-Za-z0-9-]*$/, 'must be a name of letters, digits and dashes')
const durationUs = z.number().int().nonnegative()

export const instanceSchema = z
  .strictObject({
    id: id.describe('The name of the instance.'),
    host: id.describe('The machine that it runs on.'),
    roots: z.array(id).min(1).describe('The machines with the folders of its client files.'),
    workers: z
      .number()
      .int()
      .min(1)
      .describe('Requests handled at one moment; the others wait in order of arrival.'),
    port: z.number().int().min(1).max(65_535).describe('The port that it listens on.'),
  })
  .describe(
    'A server program. It publishes the client files on its roots, each under the name of its folder.',
  )

/** When a balancer considers an instance up (HAProxy's `inter`, `rise`, `fall` and `timeout check`). */
export const healthCheckSchema = z.strictObject({
  everyUs: z.number().int().positive().describe('The time between two checks.'),
  rise: z.number().int().min(1).describe('Good answers in a row until an instance is up.'),
  fall: z.number().int().min(1).describe('Bad answers in a row until an instance is down.'),
  timeoutUs: z.number().int().positive().describe('The longest time for an answer.'),
})

export const stickinessSchema = z.enum(['cookie', 'source-address', 'none'])

export const balancerSchema = z
  .strictObject({
    id: id.describe('The name of the balancer.'),
    host: id.describe('The machine that it runs on.'),
    instances: z.array(id).min(1).describe('The instances behind it.'),
    stickiness: stickinessSchema.describe('How a client returns to its instance.'),
    check: healthCheckSchema.describe('When an instance is considered up.'),
    slowStartUs: durationUs.describe(
      'How long a recovered instance gets less than its share; 0 turns this off.',
    ),
    redispatch: z
      .boolean()
      .describe("Whether a request's last try leaves its own instance if that is unreachable."),
  })
  .describe('A balancer in front of instances.')

export type Instance = z.infer<typeof instanceSchema>
export type HealthCheck = z.infer<typeof healthCheckSchema>
export type Balancer = z.infer<typeof balancerSchema>
