import { defineCheck } from './define-check.ts'

export const gapsBounded = defineCheck({
  key: 'gaps',
  title: 'gaps at failovers bounded',
  executions: 1,
  docs: {
    summary:
      'Nobody behind a balancer waits for an answer longer than its detection of a dead server and one retry.',
    forTheFirm: 'People go on working while a server fails, and the firm knows the longest pause beforehand.',
    cannotSee: 'requests of programs other than ours; a slow answer that still comes in time',
  },
})
