import { z } from 'zod'

import { policyIds } from '../../keys/work-ids.ts'
import { durationUs } from '../../spec-parts.ts'
import { duration, orNone, usually } from '../option.ts'
import { definePolicy } from './define-policy.ts'

/** The longest session of a policy that adapts. */
const adaptiveHoldUs = 120_000_000

export const takeTurns = definePolicy({
  key: 'take-turns',
  word: 'takeTurns',
  subject: null,
  options: { hold: orNone(duration()), retry: usually(duration(), '2m') },
  id: policyIds.turns,
  belongsTo: 'copies',
  policy: {
    holdUs: durationUs.describe('How long a copy keeps its session while others need it.'),
    retryUs: durationUs.describe('About how long a copy waits after a refusal.'),
    adapts: z.boolean().describe('Whether sessions are as short as exchanges allow, and `holdUs` at most.'),
  },
  planned: ({ holdUs, retryUs }) => ({
    holdUs: holdUs ?? adaptiveHoldUs,
    retryUs,
    adapts: holdUs === null,
  }),
  docs: {
    summary: 'Copies share the sessions of a host by turns.',
    options: {
      hold: 'How long a copy keeps its session while others need it. If omitted, it adapts: two minutes at most.',
      retry: 'About how long a copy waits after a refusal.',
    },
    example: { hold: '2m' },
  },
})
