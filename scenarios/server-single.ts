import {
  laptops,
  nas,
  parentFile,
  resolveConflicts,
  router,
  scenario,
  serverHost,
  serverSlows,
  staffAtWork,
  syncCopies,
  syncServer,
} from 'shakedown/scenario'

export default scenario({
  name: 'server-single',
  story:
    'Eight people at home, who reach the parent file on a NAS in the office through one sync server, whose machine is slow for half an hour after lunch.',
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
  faults: [serverSlows('server', { at: '5h', lasting: '30m', slowness: 50 })],
  policies: [resolveConflicts({ after: '10m', share: 0.6 })],
})
