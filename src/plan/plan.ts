import { z } from 'zod'

import { actionItemSchemas } from './definitions/action/index.ts'
import { faultItemSchemas } from './definitions/fault/index.ts'
import { planPolicySchema } from './definitions/policy/index.ts'
import { sometimesSchema } from './sometimes-spec.ts'
import { topologySchema } from './topology.ts'

/** Raised whenever a plan of before would not replay as it did. */
export const planSchemaName = 'shakedown.plan/2'

export const planItemSchema = z.discriminatedUnion('kind', [...actionItemSchemas, ...faultItemSchemas])

/**
 * A run's whole input, as data. Times are microseconds since the world began; its wall clock begins at
 * `startsAtMs` (milliseconds since 1970). The run ends at `endsAtUs`, then heals for at most `healUs`.
 */
export const planSchema = z.strictObject({
  schema: z.literal(planSchemaName),
  scenario: z.string(),
  topology: topologySchema,
  seed: z.number().int().min(0).max(4_294_967_295),
  form: z.enum(['full', 'short']),
  startsAtMs: z.number().int(),
  endsAtUs: z.number().int().positive(),
  healUs: z.number().int().nonnegative(),
  expectedConflictsMin: z.number().int().nonnegative(),
  sometimes: z.array(sometimesSchema).default([]),
  clientFile: z.strictObject({
    name: z.string(),
    tables: z.array(
      z.strictObject({ table: z.string(), keys: z.array(z.string()), fields: z.array(z.string()) }),
    ),
    documents: z.array(z.strictObject({ name: z.string(), sizeBytes: z.number().int().positive() })),
  }),
  items: z.array(planItemSchema),
  policies: z.array(planPolicySchema),
})

export type Form = z.infer<typeof planSchema>['form']
export type PlanItem = z.infer<typeof planItemSchema>
export type Plan = z.infer<typeof planSchema>
