import { defineCheck } from './define-check.ts'

export const waitsBounded = defineCheck({
  key: 'S8',
  title: 'waits within the bound',
  executions: 1,
  docs: {
    summary: 'Everyone who can connect completes a sync within the computed bound.',
    forTheFirm: 'The firm can compute the longest wait for a turn before it chooses hardware.',
    cannotSee: 'strangers who hold sessions all day; an exchange longer than a minute',
  },
})
