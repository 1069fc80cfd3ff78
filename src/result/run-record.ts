import { z } from 'zod'

import { checkIds } from './check.ts'
import { measuresSchema } from './measures.ts'

export const checkRecordSchema = z.strictObject({
  id: z.enum(checkIds).describe('The check. docs/invariants.md says what each guards.'),
  holds: z.boolean(),
  detail: z.string().describe('A sentence: what the check found, or how much it looked at.'),
})

const form = z
  .enum(['full', 'short'])
  .describe('A full day, or the short form: 30 minutes, 8 staff, limits of 5.')

export const runRecordSchema = z.strictObject({
  scenario: z.string(),
  topology: z.string(),
  seed: z.number().int(),
  form,
  verdict: z
    .enum(['passed', 'failed', 'crashed', 'interrupted'])
    .describe('`failed`: a check does not hold. `crashed`: a defect of Shakedown ended the run.'),
  reason: z.string().nullable().describe('Why the run did not pass; null if it passed.'),
  trace: z.strictObject({
    hash: z.string().describe('The same seed, form and version give the same hash.'),
    events: z.number().int(),
  }),
  simulated: z.strictObject({ seconds: z.number() }).describe('Simulated time.'),
  wall: z
    .strictObject({
      seconds: z.number(),
      executions: z.union([z.literal(1), z.literal(2)]).describe('2 if S10 judged the run.'),
    })
    .describe('Real time of all executions together.'),
  measures: measuresSchema,
  s10: z
    .enum(['judged', 'not-judged'])
    .describe('Whether a second execution judged S10. A run that was not judged says nothing about it.'),
  checks: z.array(checkRecordSchema).describe('S10 is listed only if it was judged.'),
  sometimes: z
    .array(z.strictObject({ what: z.string(), seedsMin: z.number().int(), happened: z.boolean() }))
    .default([])
    .describe('Each event that must happen in some of `seedsMin` seeds, and whether it did in this run.'),
  command: z.string().describe('The command that repeats the run.'),
})

const sometimesTallySchema = z.strictObject({
  scenario: z.string(),
  form,
  what: z.string(),
  seeds: z.number().int(),
  happenedIn: z.number().int(),
  seedsMin: z.number().int(),
})

export const runDocumentSchema = z.strictObject({
  schema: z.literal('shakedown.run/2').describe('The version of this schema.'),
  runs: z.array(runRecordSchema).describe('One record for each run that was asked for, in that order.'),
  sometimes: z
    .array(sometimesTallySchema)
    .default([])
    .describe('Each event that must happen in some of many seeds, and in how many of these it did.'),
})

export type CheckRecord = z.infer<typeof checkRecordSchema>
export type { Measures } from './measures.ts'
export type RunRecord = z.infer<typeof runRecordSchema>
export type SometimesTally = z.infer<typeof sometimesTallySchema>
export type RunDocument = z.infer<typeof runDocumentSchema>
