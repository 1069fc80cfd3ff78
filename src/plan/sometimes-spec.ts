import { z } from 'zod'

/**
 * Events that happen only in some runs of a scenario, one sentence each. Their predicates over recordings are in
 * src/sim/run/sometimes-found.ts.
 */
export const sometimesSentences = [
  'a session is refused',
  'a VPN drops inside a transfer',
  'a conflict is resolved',
  'a conflict stays open',
  'power goes in the middle of a write',
  'unacknowledged work survives',
  'unsent work goes with its disk',
  'a copy begins a new log',
  'a copy is abandoned with unsent work',
  'abandoned work is taken over',
] as const

/**
 * The default number of seeds from which an event is required. An event of one run in five is missed once in 80,000
 * times.
 */
export const defaultSeedsMin = 50

export const sometimesSchema = z.strictObject({
  what: z.enum(sometimesSentences).describe('The event.'),
  seedsMin: z.number().int().min(1).describe('The number of seeds in which it must happen at least once.'),
})

export type SometimesSentence = (typeof sometimesSentences)[number]
export type Sometimes = z.infer<typeof sometimesSchema>
