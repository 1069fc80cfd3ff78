import {
  clonedFolder,
  copyAbandoned,
  diskDies,
  laptops,
  peerParent,
  people,
  resolveConflicts,
  restoredFromBackup,
  router,
  scenario,
  sometimes,
  staffAtWork,
  syncCopies,
  takeTurns,
  workstation,
} from 'shakedown/scenario'

export default scenario({
  name: 'lost-laptop',
  story:
    'A field team in which one laptop is lost with its disk, one is put back from a backup, one has its folder copied to a second machine, and somebody who was given up comes back.',
  people: [people('lead', { role: 'lead' }), people('staff', { count: 24, role: 'auditor' })],
  parts: [
    workstation('lead-pc', { user: 'lead', sessionLimit: 20 }),
    laptops('staff', { seats: 'staff' }),
    laptops('spare', { count: 1 }),
    router('field-router', {
      joins: ['lead-pc', 'staff', 'spare'],
      latency: '1ms',
      bandwidth: '300 Mbit/s',
    }),
  ],
  copies: [peerParent('lead', { on: 'lead-pc' }), syncCopies({ on: 'staff', of: 'lead' })],
  work: [staffAtWork({ openWithin: '2m' }), staffAtWork({ role: 'lead', openWithin: '0s' })],
  faults: [
    diskDies('staff', { replaced: ['5m', '1h'] }),
    restoredFromBackup('staff', { from: '1h' }),
    clonedFolder('staff', { to: 'spare' }),
    copyAbandoned('staff', { away: '30m' }),
  ],
  policies: [takeTurns({ hold: '2m' }), resolveConflicts({ after: '10m', share: 0.6 })],
  sometimes: [
    sometimes('unsent work goes with its disk', { inSeeds: 20 }),
    sometimes('a copy begins a new log', { inSeeds: 20 }),
    sometimes('a copy is abandoned with unsent work', { inSeeds: 20 }),
    sometimes('abandoned work is taken over', { inSeeds: 20 }),
  ],
})
