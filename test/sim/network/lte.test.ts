import { expect, test } from 'vitest'

import { lte, peerParent, syncCopies } from '../../../src/scenario/index.ts'
import { smallTeam, teamParts } from '../../world/small-team.ts'
import { office } from '../../world/topologies.ts'
import { transfersIn } from '../../world/transfers.ts'

const link = {
  kind: 'lte' as const,
  id: 'mast',
  from: ['island', 'laptop'],
  to: 'server',
  latencyUs: 50_000,
  downBytesPerSecond: 2_500_000,
  upBytesPerSecond: 1_250_000,
}
const mobile = { ...office, vpns: [], lteLinks: [link] }

const endUsOf = (line: string | undefined): number => Number(line?.split(' ').at(-1))

test('a modem reaches its machine, and no other modem', () => {
  const { network } = transfersIn(mobile)

  expect(network.roundTripUs('island', 'server')).toBe(100_000)
  expect(network.roundTripUs('island', 'laptop')).toBeNull()
})

test('the link has another bandwidth in each direction', () => {
  const up = transfersIn(mobile)
  up.send('island', 'server', 10_000_000)
  const down = transfersIn(mobile)
  down.send('server', 'island', 10_000_000)

  const ratio = endUsOf(up.run()[0]) / endUsOf(down.run()[0])
  expect(ratio).toBeGreaterThan(1.8)
  expect(ratio).toBeLessThan(2.1)
})

test('each modem has a link of its own', () => {
  const alone = transfersIn(mobile)
  alone.send('island', 'server', 10_000_000)
  const both = transfersIn(mobile)
  both.send('island', 'server', 10_000_000)
  both.send('laptop', 'server', 10_000_000)

  expect(both.run().map(endUsOf)).toEqual([...alone.run(), ...alone.run()].map(endUsOf))
})

test('a group of laptops with modems needs no other line', () => {
  const parts = [...teamParts.slice(0, 2), lte('mast', { from: 'staff', to: 'lead-pc' })]
  const copies = [peerParent('lead', { on: 'lead-pc' }), syncCopies({ on: 'staff', of: 'lead' })]

  expect(smallTeam({ parts, copies }).parts.at(-1)).toMatchObject({
    latencyUs: 50_000,
    downBytesPerSecond: 2_500_000,
    upBytesPerSecond: 1_250_000,
  })
})
