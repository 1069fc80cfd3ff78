import { defineCheck } from './define-check.ts'

export const outsidersGetNothing = defineCheck({
  key: 'S6',
  title: 'who is out gets nothing',
  executions: 1,
  docs: {
    summary: 'After the staleness bound, nothing goes to a disabled account or an abandoned copy.',
    forTheFirm:
      'Somebody who left the firm receives nothing after the published time, from any branch or server.',
    cannotSee: "data that the laptop already had; a process with a share's own permission",
  },
})
