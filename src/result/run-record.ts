import { z } from 'zod'

import { checkIds } from './check.ts'

/** What one check found in one run. `detail` is a sentence: what was looked at, and how much of it. */
export const checkRecordSchema = z.strictObject({
  id: z.enum(checkIds),
  holds: z.boolean(),
  detail: z.string(),
})

const percentiles = z.strictObject({
  p50: z.number().nullable(),
  p95: z.number().nullable(),
  p99: z.number().nullable(),
})

const accessMeasures = z.strictObject({
  /** How old what a branch showed was: mostly, and at worst. */
  behindMs: z.strictObject({ p50: z.number().nullable(), max: z.number().nullable() }),
  /** Looks at branches while they were filled anew. */
  refillLooks: z.number().int(),
  refusedWrites: z.number().int(),
  revocations: z.number().int(),
  /** How long somebody was still given something after it had been taken back, and the published window. */
  rightSurvivedMs: z.number(),
  windowMs: z.number(),
  turnedAway: z.number().int(),
})

/** What a run measured, in simulated time. */
export const measuresSchema = z.strictObject({
  editsMade: z.number().int(),
  editsDelivered: z.number().int(),
  editsPerVirtualMinute: z.number(),
  bytesSent: z.number().int(),
  conflicts: z.strictObject({
    open: z.number().int(),
    resolved: z.number().int(),
    expected: z.number().int(),
  }),
  timeToVisibleMs: percentiles,
  sessions: z.strictObject({
    host: z.string().nullable(),
    max: z.number().int(),
    limit: z.number().int().nullable(),
  }),
  refusals: z.number().int(),
  longestTurnWaitMs: z.number(),
  turnWaitBoundMs: z.number().nullable(),
  /** What went between copies and servers; absent where there are none. */
  servers: z
    .strictObject({
      requests: z.number().int(),
      bytes: z.number().int(),
      /** Requests to which no answer came. */
      lost: z.number().int(),
      gaps: z.number().int(),
      longestGapMs: z.number(),
      /** For one outage; null where nothing stands in for a server. */
      gapBoundMs: z.number().nullable(),
    })
    .optional(),
  /** Of data stores and doors; absent where everybody may do everything. */
  access: accessMeasures.optional(),
})

export const runRecordSchema = z.strictObject({
  scenario: z.string(),
  topology: z.string(),
  seed: z.number().int(),
  form: z.enum(['full', 'short']),
  verdict: z.enum(['passed', 'failed', 'crashed', 'interrupted']),
  /** What went wrong, for a run that did not pass; null otherwise. */
  reason: z.string().nullable(),
  trace: z.strictObject({ hash: z.string(), events: z.number().int() }),
  simulated: z.strictObject({ seconds: z.number() }),
  /** Real time, and of how many executions. */
  wall: z.strictObject({ seconds: z.number(), executions: z.union([z.literal(1), z.literal(2)]) }),
  measures: measuresSchema,
  /** Whether a second execution judged S10; a run that was not judged says nothing about it. */
  s10: z.enum(['judged', 'not-judged']),
  checks: z.array(checkRecordSchema),
  /** What the scenario says must happen in some of so many seeds, and whether it did in this one. */
  sometimes: z
    .array(z.strictObject({ what: z.string(), seedsMin: z.number().int(), happened: z.boolean() }))
    .default([]),
  /** The command that runs it again. */
  command: z.string(),
})

/** In how many of the runs of one scenario and form something happened. */
const sometimesTallySchema = z.strictObject({
  scenario: z.string(),
  form: z.enum(['full', 'short']),
  what: z.string(),
  seeds: z.number().int(),
  happenedIn: z.number().int(),
  seedsMin: z.number().int(),
})

export const runDocumentSchema = z.strictObject({
  schema: z.literal('shakedown.run/2'),
  runs: z.array(runRecordSchema),
  /** What must happen in some of many seeds, and in how many of these it did. */
  sometimes: z.array(sometimesTallySchema).default([]),
})

export type CheckRecord = z.infer<typeof checkRecordSchema>
export type Measures = z.infer<typeof measuresSchema>
export type RunRecord = z.infer<typeof runRecordSchema>
export type SometimesTally = z.infer<typeof sometimesTallySchema>
export type RunDocument = z.infer<typeof runDocumentSchema>
