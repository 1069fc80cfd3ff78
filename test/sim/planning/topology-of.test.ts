import { expect, test } from 'vitest'

import {
  fileServer,
  laptops,
  parentFile,
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

  expect(hosts.map(({ id }) => id)).toEqual(['lead-pc', 'ann-laptop', 'bob-laptop', 'cora-laptop'])
  expect(routers[0]?.joins).toEqual(hosts.map(({ id }) => id))
  expect(copies.map(({ id, parent }) => `${id} of ${parent}`)).toEqual([
    'lead of null',
    'ann of lead',
    'bob of lead',
    'cora of lead',
  ])
})

test('people of two groups have different names', () => {
  const parts = [...teamParts, laptops('temps', { count: 2 }), router('lan', { joins: ['lead-pc', 'temps'] })]
  const copies = [lead, syncCopies({ on: 'staff', of: 'lead' }), syncCopies({ on: 'temps', of: 'lead' })]

  expect(topologyOf(smallTeam({ parts, copies })).copies.map(({ id }) => id)).toEqual([
    'lead',
    'ann',
    'bob',
    'cora',
    'dan',
    'eva',
  ])
})

test('nobody is given a name that the author gave', () => {
  const parts = [
    workstation('lead-pc', { user: 'ann' }),
    laptops('staff', { count: 2 }),
    fileServer('cora-laptop'),
    router('wifi', { joins: ['lead-pc', 'staff', 'cora-laptop'] }),
  ]
  const copies = [
    parentFile('bob', { on: 'cora-laptop' }),
    peerParent('lead', { on: 'lead-pc', of: 'bob' }),
    syncCopies({ on: 'staff', of: 'lead' }),
  ]

  expect(topologyOf(smallTeam({ parts, copies })).copies.map(({ id }) => id)).toEqual([
    'bob',
    'lead',
    'dan',
    'eva',
  ])
})

test('a hundred people have a hundred names', () => {
  const lan = router('lan', { joins: ['lead-pc', 'staff'] })
  const parts = [workstation('lead-pc', { user: 'lead' }), laptops('staff', { count: 100 }), lan]

  const { copies } = topologyOf(smallTeam({ parts }))

  expect(new Set(copies.map(({ id }) => id)).size).toBe(101)
  expect(copies.some(({ id }) => id === 'ann-2')).toBe(true)
})
