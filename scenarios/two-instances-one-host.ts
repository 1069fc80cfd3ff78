import {
  laptops,
  nas,
  parentFile,
  recycles,
  resolveConflicts,
  router,
  scenario,
  serverHost,
  staffAtWork,
  syncCopies,
  syncServer,
} from 'shakedown/scenario'

export default scenario({
  name: 'two-instances-one-host',
  story:
    'Two sync servers on one machine, half of the staff through each. One of them is recycled at noon, and nobody notices.',
  parts: [
    nas('nas-1'),
    serverHost('server', { cores: 4 }),
    syncServer('web-1', { on: 'server', roots: ['nas-1'], workers: 2, port: 8443 }),
    syncServer('web-2', { on: 'server', roots: ['nas-1'], workers: 2, port: 8444 }),
    laptops('audit', { count: 4 }),
    laptops('tax', { count: 4 }),
    router('internet', {
      joins: ['server', 'audit', 'tax'],
      latency: '15ms',
      bandwidth: '50 Mbit/s',
      capacity: '1 Gbit/s',
    }),
    router('server-room', { joins: ['server', 'nas-1'], latency: '250us', bandwidth: '1 Gbit/s' }),
  ],
  copies: [
    parentFile('parent', { on: 'nas-1' }),
    syncCopies({ on: 'audit', of: 'parent', through: 'web-1' }),
    syncCopies({ on: 'tax', of: 'parent', through: 'web-2' }),
  ],
  work: staffAtWork(),
  faults: [recycles('web-1', { at: '3h' })],
  policies: [resolveConflicts({ after: '10m', share: 0.6 })],
})
