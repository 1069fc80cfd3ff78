import { z } from 'zod'

import { checkIds } from './check.ts'
import { measuresSchema } from './measures.ts'

export const checkRecordSchema = z.strictObject({
  id: z.enum(checkIds).describe('The id of the check. `docs/invariants.md` has the guarantees.'),
  holds: z.boolean().describe('Whether the guarantee was kept.'),
  detail: z.string().describe('A sentence: the finding of the check, or how much it looked at.'),
})

const form = z
  .enum(['full', 'short'])
  .describe('A full day, or the short form: 30 minutes, 8 people, session limits of 5.')

export const runRecordSchema = z.strictObject({
  scenario: z.string().describe('The name of the scenario.'),
  on: z
    .strictObject({
      scenario: z.string().describe('The name of the other scenario.'),
      leftOut: z.array(z.string()).describe('A sentence for each thing that could not be carried over.'),
    })
    .optional()
    .describe('The scenario whose topology the run used, if it is another one.'),
  topology: z.string().describe('The name of the topology.'),
  seed: z.number().int().describe('The seed of the run.'),
  form,
  verdict: z
    .enum(['passed', 'failed', 'crashed', 'interrupted'])
    .describe('`failed`: a check does not hold. `crashed`: a defect of Shakedown ended the run.'),
  reason: z.string().nullable().describe('Why the run did not pass; null if it passed.'),
  trace: z
    .strictObject({
      hash: z.string().describe('The same seed, form and version give the same hash.'),
      events: z.number().int().describe('The number of recorded events.'),
    })
    .describe('Identifies the course of the run.'),
  simulated: z
    .strictObject({ seconds: z.number().describe('Elapsed time of the simulated clock.') })
    .describe('Simulated time.'),
  wall: z
    .strictObject({
      seconds: z.number().describe('Elapsed real time.'),
      executions: z.union([z.literal(1), z.literal(2)]).describe('2 if S10 judged the run.'),
    })
    .describe('Real time of all executions together.'),
  measures: measuresSchema,
  s10: z
    .enum(['judged', 'not-judged'])
    .describe('Whether a second execution judged S10. A run that was not judged says nothing about it.'),
  checks: z.array(checkRecordSchema).describe('S10 is listed only if it was judged.'),
  sometimes: z
    .array(
      z.strictObject({
        what: z.string().describe('The event.'),
        seedsMin: z.number().int().describe('The number of seeds in which it must happen at least once.'),
        happened: z.boolean().describe('Whether it happened in this run.'),
      }),
    )
    .default([])
    .describe('Each event that must happen in some of `seedsMin` seeds, and whether it did in this run.'),
  command: z.string().describe('The command that repeats the run.'),
})

const sometimesTallySchema = z.strictObject({
  scenario: z.string().describe('The name of the scenario.'),
  form,
  what: z.string().describe('The event.'),
  seeds: z.number().int().describe('The number of seeds that came to their end.'),
  happenedIn: z.number().int().describe('The number of these in which it happened.'),
  seedsMin: z.number().int().describe('The number of seeds from which its absence is a failure.'),
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
