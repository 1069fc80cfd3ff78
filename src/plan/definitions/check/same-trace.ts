import { defineCheck } from './define-check.ts'

export const sameTrace = defineCheck({
  key: 'S10',
  title: 'same seed, same trace',
  executions: 2,
  docs: {
    summary: 'The same seed gives the same trace on any machine.',
    forTheFirm: 'A failure seen once can be seen again by anybody, with one command.',
    cannotSee: 'a difference that enters no trace; runs outside the sample, whose records say so',
  },
})
