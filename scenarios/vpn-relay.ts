import {
  fileServer,
  laptops,
  parentFile,
  peerParent,
  people,
  resolveConflicts,
  router,
  scenario,
  sometimes,
  staffAtWork,
  syncCopies,
  takeTurns,
  vpn,
  vpnDrops,
  workstation,
} from 'shakedown/scenario'

export default scenario({
  name: 'vpn-relay',
  story:
    'The field team again, whose peer parent relays to the parent file in the office over a VPN that drops.',
  people: [people('lead', { role: 'lead' }), people('staff', { count: 24, role: 'auditor' })],
  parts: [
    fileServer('office'),
    workstation('lead-pc', { user: 'lead', sessionLimit: 20 }),
    laptops('staff', { seats: 'staff' }),
    router('field-router', { joins: ['lead-pc', 'staff'], latency: '1ms', bandwidth: '300 Mbit/s' }),
    vpn('office-vpn', {
      from: 'lead-pc',
      to: 'office',
      latency: '40ms',
      bandwidth: '10 Mbit/s',
      redial: '15s',
    }),
  ],
  copies: [
    parentFile('parent', { on: 'office' }),
    peerParent('lead', { on: 'lead-pc', of: 'parent' }),
    syncCopies({ on: 'staff', of: 'lead' }),
  ],
  work: [staffAtWork({ openWithin: '2m' }), staffAtWork({ role: 'lead', openWithin: '0s' })],
  faults: [vpnDrops('office-vpn', { times: 5, insideTransfer: 2, lasting: ['20s', '4m'] })],
  policies: [takeTurns({ hold: '2m' }), resolveConflicts({ after: '10m', share: 0.6 })],
  sometimes: [
    sometimes('a session is refused'),
    sometimes('a VPN drops inside a transfer'),
    sometimes('a conflict is resolved'),
    sometimes('a conflict stays open'),
  ],
})
