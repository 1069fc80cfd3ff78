import { z } from 'zod'

const percentiles = z
  .strictObject({
    p50: z.number().nullable(),
    p95: z.number().nullable(),
    p99: z.number().nullable(),
  })
  .describe('Null if nothing was measured.')

const accessMeasures = z.strictObject({
  behindMs: z
    .strictObject({ p50: z.number().nullable(), max: z.number().nullable() })
    .describe('How far branches were behind the centre.'),
  refillLooks: z.number().int().describe('Reads from branches during a refill.'),
  refusedWrites: z.number().int(),
  revocations: z.number().int(),
  rightSurvivedMs: z.number().describe('The longest time that a right survived its revocation.'),
  windowMs: z.number().describe('The published bound of `rightSurvivedMs`.'),
  turnedAway: z.number().int(),
})

const serverMeasures = z.strictObject({
  requests: z.number().int(),
  bytes: z.number().int(),
  lost: z.number().int().describe('Requests without an answer.'),
  gaps: z.number().int(),
  longestGapMs: z.number(),
  gapBoundMs: z.number().nullable().describe('For one outage; null if no server can take over.'),
})

export const measuresSchema = z
  .strictObject({
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
    servers: serverMeasures
      .optional()
      .describe('Traffic between copies and servers; absent without servers.'),
    access: accessMeasures
      .optional()
      .describe('Data stores and log-on; absent if everybody may do everything.'),
  })
  .describe('What the run measured, in simulated time. All zero if it did not come to its end.')

export type Measures = z.infer<typeof measuresSchema>
