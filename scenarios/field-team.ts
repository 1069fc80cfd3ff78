import {
  laptops,
  peerParent,
  people,
  resolveConflicts,
  router,
  scenario,
  sometimes,
  staffAtWork,
  syncCopies,
  takeTurns,
  workstation,
} from 'shakedown/scenario'

export default scenario({
  name: 'field-team',
  story:
    'A peer parent and 24 colleagues behind one router in the field. Her workstation takes 20 connections, and all of them open at nine.',
  people: [people('lead', { role: 'lead' }), people('staff', { count: 24, role: 'auditor' })],
  parts: [
    workstation('lead-pc', { user: 'lead', sessionLimit: 20 }),
    laptops('staff', { seats: 'staff' }),
    router('field-router', { joins: ['lead-pc', 'staff'], latency: '1ms', bandwidth: '300 Mbit/s' }),
  ],
  copies: [peerParent('lead', { on: 'lead-pc' }), syncCopies({ on: 'staff', of: 'lead' })],
  work: [staffAtWork({ openWithin: '2m' }), staffAtWork({ role: 'lead', openWithin: '0s' })],
  policies: [takeTurns({ hold: '2m' }), resolveConflicts({ after: '10m', share: 0.6 })],
  sometimes: [
    sometimes('a session is refused'),
    sometimes('a conflict is resolved'),
    sometimes('a conflict stays open'),
  ],
})
