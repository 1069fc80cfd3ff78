import { z } from 'zod'

/** The outcome of one run with a bug in it, as one line of JSON. */
export const runVerdictSchema = z.strictObject({
  scenario: z.string(),
  seed: z.number().int(),
  /** The checks that did not hold. A run that threw fails `crash`. */
  failed: z.array(z.string()),
  /** What the first of them said; null if all held. */
  detail: z.string().nullable(),
  processorSeconds: z.number(),
})

export type RunVerdict = z.infer<typeof runVerdictSchema>

/** The last line, if no run failed: whether an edited place was executed at all. */
export const reachSchema = z.strictObject({ isReached: z.boolean() })

export const reportLineSchema = z.union([runVerdictSchema, reachSchema])
