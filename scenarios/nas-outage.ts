import {
  laptops,
  nas,
  nasFails,
  parentFile,
  resolveConflicts,
  router,
  scenario,
  serverHost,
  staffAtWork,
  syncCopies,
  syncServer,
} from 'shakedown/scenario'

export default scenario({
  name: 'nas-outage',
  story:
    'A sync server whose NAS is slow in the morning, tells of names what was true a minute ago, hangs at noon, and is gone for a while in the afternoon.',
  parts: [
    nas('nas-1'),
    serverHost('server', { cores: 2 }),
    syncServer('web', { on: 'server', roots: ['nas-1'] }),
    laptops('staff', { count: 8 }),
    router('internet', {
      joins: ['server', 'staff'],
      latency: '15ms',
      bandwidth: '50 Mbit/s',
      capacity: '1 Gbit/s',
    }),
    router('server-room', { joins: ['server', 'nas-1'], latency: '250us', bandwidth: '1 Gbit/s' }),
  ],
  copies: [parentFile('parent', { on: 'nas-1' }), syncCopies({ on: 'staff', of: 'parent', through: 'web' })],
  work: staffAtWork(),
  faults: [
    nasFails('nas-1', { how: 'slow', at: '1h', lasting: '20m' }),
    nasFails('nas-1', { how: 'stale', at: '2h', lasting: '30m' }),
    nasFails('nas-1', { how: 'hung', at: '3h', lasting: '4m' }),
    nasFails('nas-1', { how: 'gone', at: '5h', lasting: '10m' }),
  ],
  policies: [resolveConflicts({ after: '10m', share: 0.6 })],
})
