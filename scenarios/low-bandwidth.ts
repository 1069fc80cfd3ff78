import {
  laptops,
  nas,
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
  name: 'low-bandwidth',
  story:
    'Four people on a ship, who share 256 kbit/s over a satellite, 300 ms there and back, to a sync server on land.',
  parts: [
    nas('nas-1'),
    serverHost('server', { cores: 2 }),
    syncServer('web', { on: 'server', roots: ['nas-1'] }),
    laptops('crew', { count: 4 }),
    router('satellite', { joins: ['server', 'crew'], latency: '150ms', bandwidth: '256 kbit/s' }),
    router('server-room', { joins: ['server', 'nas-1'], latency: '250us', bandwidth: '1 Gbit/s' }),
  ],
  copies: [parentFile('parent', { on: 'nas-1' }), syncCopies({ on: 'crew', of: 'parent', through: 'web' })],
  work: staffAtWork({ meetings: 0.2, documents: 0.05, documentSize: ['10 kB', '200 kB'] }),
  policies: [resolveConflicts({ after: '10m', share: 0.6 })],
  expectConflicts: 20,
})
