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

const roots = ['nas-1', 'nas-2']

export default scenario({
  name: 'balanced-failover',
  story:
    'Two teams, each with a client file on a NAS of its own, and two servers behind a balancer with sticky cookies. Server 1 dies while a document is brought to it; later the machine of server 2 goes silent.',
  parts: [
    nas('nas-1'),
    nas('nas-2'),
    serverHost('server-1'),
    serverHost('server-2'),
    syncServer('web-1', { on: 'server-1', roots }),
    syncServer('web-2', { on: 'server-2', roots }),
    loadBalancer('balancer', { before: ['web-1', 'web-2'], stickiness: 'cookie' }),
    laptops('clients-1', { count: 4 }),
    laptops('clients-2', { count: 4 }),
    router('internet', {
      joins: ['balancer', 'clients-1', 'clients-2'],
      latency: '15ms',
      bandwidth: '50 Mbit/s',
      capacity: '1 Gbit/s',
    }),
    router('data-centre', {
      joins: ['balancer', 'server-1', 'server-2', 'nas-1', 'nas-2'],
      latency: '250us',
      bandwidth: '1 Gbit/s',
    }),
  ],
  copies: [
    parentFile('file-1', { on: 'nas-1' }),
    parentFile('file-2', { on: 'nas-2' }),
    syncCopies({ on: 'clients-1', of: 'file-1', through: 'balancer' }),
    syncCopies({ on: 'clients-2', of: 'file-2', through: 'balancer' }),
  ],
  work: staffAtWork(),
  faults: [
    serverDies('web-1', { at: '1h', lasting: '20m', insideUpload: true }),
    // By then everybody is at server 2: a cookie that was moved there stays.
    serverDies('server-2', { at: '5h', lasting: '30m' }),
  ],
  policies: [resolveConflicts({ after: '10m', share: 0.6 })],
})
