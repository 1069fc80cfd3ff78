import { z } from 'zod'

const count = z.number().int()
const ms = z.number()

const percentiles = z
  .strictObject({
    p50: ms.nullable().describe('The median.'),
    p95: ms.nullable().describe('The 95th percentile.'),
    p99: ms.nullable().describe('The 99th percentile.'),
  })
  .describe(
    'From the acknowledgement of an edit until another copy applied it. Null if nothing was measured.',
  )

const accessMeasures = z.strictObject({
  behindMs: z
    .strictObject({
      p50: ms.nullable().describe('The median.'),
      max: ms.nullable().describe('The longest time.'),
    })
    .describe('How far branches were behind the centre.'),
  refillLooks: count.describe('Reads from branches during a refill.'),
  refusedWrites: count.describe('Writes that a branch refused.'),
  revocations: count.describe('Rights that were revoked.'),
  rightSurvivedMs: ms.describe('The longest time that a right survived its revocation.'),
  windowMs: ms.describe('The published bound of `rightSurvivedMs`.'),
  turnedAway: count.describe('Requests that servers denied.'),
})

const serverMeasures = z.strictObject({
  requests: count.describe('Requests of copies.'),
  bytes: count.describe('Bytes of requests and answers.'),
  lost: count.describe('Requests without an answer.'),
  gaps: count.describe('Periods in which a copy got no answer.'),
  longestGapMs: ms.describe('The longest of these periods.'),
  gapBoundMs: ms.nullable().describe('The bound for one outage; null if no server can take over.'),
})

const conflictMeasures = z
  .strictObject({
    open: count.describe('Conflicts that copies list at the end.'),
    resolved: count.describe('Conflicts that somebody resolved.'),
    expected: count.describe('Conflicts that the oracle counted.'),
  })
  .describe('Conflicts.')

const sessionMeasures = z
  .strictObject({
    host: z.string().nullable().describe('The name of the host; null if there was no session.'),
    max: count.describe('The most sessions at one moment.'),
    limit: count.nullable().describe('The limit of the host; null if it has none.'),
  })
  .describe('Sessions at the host that came closest to its limit.')

export const measuresSchema = z
  .strictObject({
    editsMade: count.describe('Edits that people made.'),
    editsDelivered: count.describe('Edits that all other live copies applied.'),
    editsPerVirtualMinute: z.number().describe('Delivered edits in a simulated minute.'),
    bytesSent: count.describe('Bytes sent between machines, with lost ones.'),
    conflicts: conflictMeasures,
    timeToVisibleMs: percentiles,
    sessions: sessionMeasures,
    picks: z
      .strictObject({
        made: count.describe('Documents that people picked to save.'),
        asPlanned: count.describe('Picks that are the same if every copy shows everything at once.'),
      })
      .describe('How far the run picked documents as the plan does. Runs of one plan agree at least as far.'),
    refusals: count.describe('Sessions that a host refused.'),
    longestTurnWaitMs: ms.describe('The longest wait for a turn.'),
    turnWaitBoundMs: ms
      .nullable()
      .describe('The computed bound of `longestTurnWaitMs`; null if nobody takes turns.'),
    servers: serverMeasures
      .optional()
      .describe('Traffic between copies and servers; absent without servers.'),
    access: accessMeasures
      .optional()
      .describe('Data stores and log-on; absent if everybody may do everything.'),
  })
  .describe('The figures of the run, in simulated time. All are zero if it did not come to its end.')

export type Measures = z.infer<typeof measuresSchema>
