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
  belongsTo: 'people',
  policy: {
    afterUs: durationUs.describe('How long a conflict was listed before someone resolves it.'),
    share: z.number().min(0).max(1).describe('The share of registers whose conflicts are ever resolved.'),
  },
  planned: ({ afterUs, share }) => ({ afterUs, share }),
  docs: {
    summary:
      'Someone who sees a conflict resolves it after a while. A share of the conflicts is never resolved.',
    options: {
      after: 'How long a conflict was listed before someone resolves it.',
      share: 'The share of registers whose conflicts are ever resolved, from 0 to 1.',
    },
    example: { after: '10m', share: 0.6 },
  },
})
