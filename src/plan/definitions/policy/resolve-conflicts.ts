import { z } from 'zod'

import { policyIds } from '../../keys/work-ids.ts'
import { durationUs } from '../../spec-parts.ts'
import { duration, factor } from '../option.ts'
import { definePolicy } from './define-policy.ts'

export const resolveConflicts = definePolicy({
  key: 'resolve-conflicts',
  word: 'resolveConflicts',
  subject: null,
  options: { after: duration(), share: factor(0, 1) },
  id: policyIds.resolve,
  policy: { afterUs: durationUs, share: z.number().min(0).max(1) },
  planned: ({ afterUs, share }) => ({ afterUs, share }),
  docs: {
    summary: 'A share of the conflicts is resolved by someone who sees them, some time after.',
    options: {
      after: 'How long a conflict was listed before someone resolves it.',
      share: 'The share of registers whose conflicts are ever resolved, from 0 to 1.',
    },
    example: { after: '10m', share: 0.6 },
  },
})
