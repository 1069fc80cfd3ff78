import {
  laptops,
  loadBalancer,
  nas,
  parentFile,
  resolveConflicts,
  router,
  scenario,
  serverDies,
  serverHost,
  staffAtWork,
  syncCopies,
  syncServer,
} from 'shakedown/scenario'

export default scenario({
  name: 'balanced-failover',
  story:
    'Two servers behind a balancer with sticky cookies. Server 1 dies while a document is brought to it, and later its whole machine does.',
  parts: [
    nas('nas-1'),
    serverHost('server-1'),
    serverHost('server-2'),
    syncServer('web-1', { on: 'server-1', roots: ['nas-1'] }),
    syncServer('web-2', { on: 'server-2', roots: ['nas-1'] }),
    loadBalancer('balancer', { before: ['web-1', 'web-2'], stickiness: 'cookie' }),
    laptops('staff', { count: 8 }),
    router('internet', {
      joins: ['balancer', 'staff'],
      latency: '15ms',
      bandwidth: '50 Mbit/s',
      capacity: '1 Gbit/s',
    }),
    router('data-centre', {
      joins: ['balancer', 'server-1', 'server-2', 'nas-1'],
      latency: '250us',
      bandwidth: '1 Gbit/s',
    }),
  ],
  copies: [
    parentFile('parent', { on: 'nas-1' }),
    syncCopies({ on: 'staff', of: 'parent', through: 'balancer' }),
  ],
  work: staffAtWork(),
  faults: [
    serverDies('web-1', { at: '1h', lasting: '20m', insideUpload: true }),
    serverDies('server-1', { at: '5h', lasting: '30m' }),
  ],
  policies: [resolveConflicts({ after: '10m', share: 0.6 })],
})
