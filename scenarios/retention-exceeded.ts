import {
  branchOffice,
  dataCentre,
  directory,
  laptops,
  nas,
  parentFile,
  resolveConflicts,
  rightRevoked,
  router,
  scenario,
  serverHost,
  sessionDesk,
  sessionRules,
  staffAtWork,
  syncCopies,
  syncServer,
  vpn,
  wanCut,
} from 'shakedown/scenario'

export default scenario({
  name: 'retention-exceeded',
  story:
    'A branch office is cut off twice for longer than its centre keeps changes. When the line is back its data store is loaded again, beside what it shows, and people go on working meanwhile.',
  parts: [
    serverHost('centre'),
    serverHost('leeds'),
    nas('leeds-nas'),
    syncServer('leeds-web', { on: 'leeds', roots: ['leeds-nas'] }),
    laptops('leeds-staff', { count: 6 }),
    router('leeds-lan', { joins: ['leeds', 'leeds-nas', 'leeds-staff'] }),
    vpn('leeds-centre', { from: 'leeds', to: 'centre', latency: '60ms', bandwidth: '2 Mbit/s' }),
  ],
  copies: [
    parentFile('parent', { on: 'leeds-nas' }),
    syncCopies({ on: 'leeds-staff', of: 'parent', through: 'leeds-web' }),
  ],
  access: [
    dataCentre('firm', { on: 'centre', retention: '20m' }),
    branchOffice('leeds-store', { on: 'leeds', of: 'firm' }),
    directory('people', { on: 'centre' }),
    sessionDesk('leeds-web', { facts: 'leeds-store', directory: 'people' }),
    sessionRules({ life: '20m', grace: '40m' }),
  ],
  work: staffAtWork(),
  faults: [
    wanCut('leeds-centre', { at: '2h', lasting: '40m' }),
    rightRevoked({ among: 'leeds-staff', at: '130m', lasting: '2h' }),
    wanCut('leeds-centre', { at: '5h', lasting: '90m' }),
    rightRevoked({ among: 'leeds-staff', what: 'grant', at: '330m', lasting: '1h' }),
  ],
  policies: [resolveConflicts({ after: '10m', share: 0.6 })],
})
