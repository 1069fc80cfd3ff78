import {
  branchOffice,
  branchWriteAttempted,
  dataCentre,
  directory,
  fileServer,
  laptops,
  parentFile,
  resolveConflicts,
  router,
  scenario,
  staffAtWork,
  syncCopies,
  vpn,
  wanCut,
} from 'shakedown/scenario'

export default scenario({
  name: 'branch-write-refused',
  story:
    'A branch office over a slow line that loses answers now and then. Three times somebody there tries to give themselves an account, once while the line is down.',
  parts: [
    fileServer('head-office'),
    fileServer('leeds'),
    laptops('leeds-staff', { count: 6 }),
    router('leeds-switch', { joins: ['leeds', 'leeds-staff'] }),
    vpn('leeds-line', { from: 'leeds', to: 'head-office', latency: '60ms', bandwidth: '2 Mbit/s' }),
  ],
  copies: [parentFile('parent', { on: 'leeds' }), syncCopies({ on: 'leeds-staff', of: 'parent' })],
  access: [
    dataCentre('centre', { on: 'head-office' }),
    branchOffice('leeds-store', { on: 'leeds', of: 'centre', lost: 0.02 }),
    directory('people', { on: 'head-office' }),
  ],
  work: staffAtWork(),
  faults: [
    branchWriteAttempted('leeds-store', { at: '1h' }),
    wanCut('leeds-line', { at: '3h', lasting: '40m' }),
    branchWriteAttempted('leeds-store', { at: '200m' }),
    branchWriteAttempted('leeds-store', { at: '6h' }),
  ],
  policies: [resolveConflicts({ after: '10m', share: 0.6 })],
})
