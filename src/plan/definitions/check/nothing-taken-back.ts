import { defineCheck } from './define-check.ts'

export const nothingTakenBack = defineCheck({
  key: 'S4',
  title: 'nothing taken back',
  executions: 1,
  docs: {
    summary: 'A copy never takes back applied work, or anything that its status reported.',
    forTheFirm:
      'A value that a screen showed does not vanish, and a status of "sent" stays true. People can act on it.',
    cannotSee: 'states that no screen showed; the exception in decision 1, how copies end',
  },
})
