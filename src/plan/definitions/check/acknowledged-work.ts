import { defineCheck } from './define-check.ts'

export const acknowledgedWork = defineCheck({
  key: 'S1',
  title: 'no work lost',
  executions: 1,
  docs: {
    summary:
      'Acknowledged work is current, listed in a conflict, in rescue, or superseded by somebody who had been shown it. This holds for work on a disk that survived, and for work delivered to one.',
    forTheFirm: `If the program said "saved", the work exists. It may stand beside a colleague's value or lie in rescue, but a person can find it. This holds through power cuts, dead links, restored backups and abandoned copies.`,
    cannotSee:
      'work on a lost disk that no status had reported as sent; work of a person whose command was never answered',
  },
})
