import { defineCheck } from './define-check.ts'

export const sessionsKept = defineCheck({
  key: 'S5',
  title: 'sessions within limits',
  executions: 1,
  docs: {
    summary:
      "A copy opens at most one session at a host and returns it in time. A refused copy is told so. A host's limit is never exceeded.",
    forTheFirm:
      'A share with 20 connections serves a larger team without anybody being locked out silently. Other programs find their two spare connections.',
    cannotSee: 'sessions of programs other than ours',
  },
})
