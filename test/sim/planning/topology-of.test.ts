import { expect, test } from 'vitest'

import {
  fileServer,
  laptops,
  peerParent,
  router,
  syncCopies,
  workstation,
} from '../../../src/scenario/index.ts'
import { topologyOf } from '../../../src/sim/planning/topology-of.ts'
import { smallTeam, teamParts } from '../../world/small-team.ts'

const lead = peerParent('lead', { on: 'lead-pc' })

test('a group of laptops is spelled out', () => {
  const { hosts, routers, copies } = topologyOf(smallTeam())

  expect(hosts.map(({ id }) => id)).toEqual([
    'lead-pc',
    'ann-staff-laptop',
    'bob-staff-laptop',
    'cora-staff-laptop',
  ])
  expect(routers[0]?.joins).toEqual(hosts.map(({ id }) => id))
  expect(copies.map(({ id, parent }) => `${id} of ${parent}`)).toEqual([
    'lead of null',
    'ann-staff of lead',
    'bob-staff of lead',
    'cora-staff of lead',
  ])
})

test('people of two groups have different names', () => {
  const parts = [...teamParts, laptops('temps', { count: 2 }), router('lan', { joins: ['lead-pc', 'temps'] })]
  const copies = [lead, syncCopies({ on: 'staff', of: 'lead' }), syncCopies({ on: 'temps', of: 'lead' })]

  expect(topologyOf(smallTeam({ parts, copies })).copies.map(({ id }) => id)).toEqual([
    'lead',
    'ann-staff',
    'bob-staff',
    'cora-staff',
    'ann-temps',
    'bob-temps',
  ])
})

test('a name that a person bears already is refused', () => {
  const parts = [
    workstation('lead-pc', { user: 'lead' }),
    laptops('staff', { count: 2 }),
    fileServer('bob-staff-laptop'),
    router('wifi', { joins: ['lead-pc', 'staff', 'bob-staff-laptop'] }),
  ]

  expect(() => smallTeam({ parts })).toThrow(
    '"bob-staff-laptop" is the name of a person or their laptop; give the other another name',
  )
})

test('a hundred people have a hundred names', () => {
  const lan = router('lan', { joins: ['lead-pc', 'staff'] })
  const parts = [workstation('lead-pc', { user: 'lead' }), laptops('staff', { count: 100 }), lan]

  const { copies } = topologyOf(smallTeam({ parts }))

  expect(new Set(copies.map(({ id }) => id)).size).toBe(101)
  expect(copies.some(({ id }) => id === 'ann-2-staff')).toBe(true)
})
