import {
  clockWrong,
  fileServer,
  laptops,
  parentFile,
  peerParent,
  people,
  powerCut,
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
  name: 'rough-day',
  story:
    'The relaying field team on a day when power fails in the middle of writes, on laptops, at the peer parent and in the office, while some clocks are an hour behind and one is seventy years ahead.',
  people: [people('lead', { role: 'lead' }), people('staff', { count: 24, role: 'auditor' })],
  parts: [
    fileServer('office'),
    workstation('lead-pc', { user: 'lead', sessionLimit: 20 }),
    laptops('staff', { seats: 'staff' }),
    router('field-router', { joins: ['lead-pc', 'staff'], latency: '1ms', bandwidth: '300 Mbit/s' }),
    vpn('office-vpn', { from: 'lead-pc', to: 'office', latency: '40ms', bandwidth: '10 Mbit/s' }),
  ],
  copies: [
    parentFile('parent', { on: 'office' }),
    peerParent('lead', { on: 'lead-pc', of: 'parent' }),
    syncCopies({ on: 'staff', of: 'lead' }),
  ],
  work: [staffAtWork({ openWithin: '2m' }), staffAtWork({ role: 'lead', openWithin: '0s' })],
  faults: [
    powerCut('staff', { times: 3, lasting: ['1m', '10m'] }),
    powerCut('lead-pc', { lasting: ['1m', '5m'] }),
    powerCut('office', { lasting: ['1m', '10m'] }),
    vpnDrops('office-vpn', { times: 2, insideTransfer: 1 }),
    clockWrong('staff', { behind: '1h', times: 2 }),
    clockWrong('staff', { ahead: '70y' }),
  ],
  policies: [takeTurns({ hold: '2m' }), resolveConflicts({ after: '10m', share: 0.6 })],
  sometimes: [
    sometimes('power goes in the middle of a write', { inSeeds: 20 }),
    sometimes('unacknowledged work survives', { inSeeds: 300 }),
    sometimes('a VPN drops inside a transfer', { inSeeds: 20 }),
    sometimes('a session is refused', { inSeeds: 20 }),
  ],
})
