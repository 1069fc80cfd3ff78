import { defineCheck } from './define-check.ts'

export const storageBounded = defineCheck({
  key: 'S9',
  title: 'storage within the formula',
  executions: 1,
  docs: {
    summary: 'Storage and memory stay within the stated formula.',
    forTheFirm: 'Disks can be sized beforehand.',
    cannotSee: 'memory, in a world whose copies share events; compaction, in a day shorter than its grace',
  },
})
