import {
  fileServer,
  laptops,
  parentFile,
  resolveConflicts,
  router,
  scenario,
  sometimes,
  staffAtWork,
  syncCopies,
} from 'shakedown/scenario'

export default scenario({
  name: 'office-parent',
  story: 'Eight people in the office, each with a sync copy of the parent file on a file share.',
  parts: [
    fileServer('office'),
    laptops('staff', { count: 8 }),
    router('office-switch', { joins: ['office', 'staff'], latency: '1ms', bandwidth: '1 Gbit/s' }),
  ],
  copies: [parentFile('parent', { on: 'office' }), syncCopies({ on: 'staff', of: 'parent' })],
  work: staffAtWork({ mix: { createRecord: 0.05, deleteRecord: 0.03 } }),
  policies: [resolveConflicts({ after: '10m', share: 0.6 })],
  sometimes: [sometimes('a conflict is resolved'), sometimes('a conflict stays open')],
})
