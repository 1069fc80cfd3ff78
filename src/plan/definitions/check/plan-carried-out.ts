import { defineCheck } from './define-check.ts'

export const planCarriedOut = defineCheck({
  key: 'plan',
  title: 'plan carried out',
  executions: 1,
  docs: {
    summary:
      'People do nearly all of their planned work, each fault happens as planned, and there are enough conflicts to judge.',
    forTheFirm: 'A run that passed has tested what the plan says, and not an easier day.',
    cannotSee: 'work that nobody planned; whether the plan resembles a day of the firm',
  },
})
