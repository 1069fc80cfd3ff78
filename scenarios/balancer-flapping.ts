import {
  balancerRestarts,
  drains,
  laptops,
  loadBalancer,
  nas,
  parentFile,
  resolveConflicts,
  router,
  scenario,
  serverFlaps,
  serverHost,
  staffAtWork,
  syncCopies,
  syncServer,
} from 'shakedown/scenario'

export default scenario({
  name: 'balancer-flapping',
  story:
    'Two servers behind a balancer that goes by addresses. One server dies and comes back, over and over; the balancer restarts meanwhile and forgets who was where.',
  parts: [
    nas('nas-1'),
    serverHost('server-1'),
    serverHost('server-2'),
    syncServer('web-1', { on: 'server-1', roots: ['nas-1'] }),
    syncServer('web-2', { on: 'server-2', roots: ['nas-1'] }),
    loadBalancer('balancer', {
      before: ['web-1', 'web-2'],
      stickiness: 'source-address',
      check: { every: '2s', rise: 2, fall: 3 },
      slowStart: '30s',
    }),
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
    serverFlaps('web-1', { at: '1h', times: 120, down: '6s', up: '20s' }),
    balancerRestarts('balancer', { at: '90m', lasting: '3s' }),
    drains('balancer', { server: 'web-2', at: '4h', lasting: '30m' }),
  ],
  policies: [resolveConflicts({ after: '10m', share: 0.6 })],
})
