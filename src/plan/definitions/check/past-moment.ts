import { defineCheck } from './define-check.ts'

export const pastMoment = defineCheck({
  key: 'S7',
  title: 'branches follow the centre',
  executions: 1,
  docs: {
    summary: 'A branch is a past moment of the centre. A write attempted there is refused.',
    forTheFirm:
      'A branch decides by rights that were really in force at one moment, never by a mixture. Nobody grants themselves a right at a branch.',
    cannotSee:
      'a branch between two of its observations; a database whose administrator removed the triggers',
  },
})
