import { defineCheck } from './define-check.ts'

export const conflictsListed = defineCheck({
  key: 'S2',
  title: 'conflicts listed exactly',
  executions: 1,
  docs: {
    summary: 'A conflict is listed if and only if there is one.',
    forTheFirm:
      'The list of conflicts is complete, and holds no false entry. A manager can rely on an empty list before signing.',
    cannotSee: 'conflicts between two observations that were resolved in between',
  },
})
