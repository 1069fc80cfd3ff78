import { expect, test } from 'vitest'

import { fileServer, laptops, nameServer, router, workstation } from '../../src/scenario/index.ts'
import { topologyOf } from '../../src/sim/planning/topology-of.ts'
import { smallTeam } from '../world/small-team.ts'
import { complaint } from './complaint.ts'

const parts = [
  workstation('lead-pc', { user: 'lead' }),
  laptops('staff', { count: 3 }),
  fileServer('office'),
  router('wifi', { joins: ['lead-pc', 'staff', 'office'] }),
]

test('a name server keeps its answers for twenty minutes if nothing is stated', () => {
  expect(
    topologyOf(smallTeam({ parts: [...parts, nameServer('dns', { on: 'office' })] })).nameServers,
  ).toEqual([{ id: 'dns', host: 'office', ttlUs: 1_200_000_000 }])
})

test('a name server that a machine cannot reach is refused', () => {
  const alone = [...parts, fileServer('island'), nameServer('dns', { on: 'island' })]

  expect(complaint(() => smallTeam({ parts: alone }))).toBe(
    `nameServer "dns" on "island" cannot be reached from "lead-pc"; add a line, such as router('lan', { joins: ['lead-pc', 'island'] })`,
  )
})

test('a name server on a machine that is not there is refused', () => {
  expect(complaint(() => smallTeam({ parts: [...parts, nameServer('dns', { on: 'ofice' })] }))).toContain(
    'nameServer "dns" runs on "ofice", but there is no such host; did you mean "office"?',
  )
})
