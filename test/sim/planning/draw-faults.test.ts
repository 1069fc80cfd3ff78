import { expect, test } from 'vitest'

import {
  clockWrong,
  diskDies,
  laptops,
  nas,
  powerCut,
  restoredFromBackup,
  router,
  serverFlaps,
  serverHost,
  syncServer,
  workstation,
} from '../../../src/scenario/index.ts'
import { createRandomness } from '../../../src/sim/kernel/randomness.ts'
import { drawFaults } from '../../../src/sim/planning/draw-faults.ts'
import { smallTeam, teamParts } from '../../world/small-team.ts'

const minuteUs = 60_000_000
const faults = [powerCut('staff', { times: 2 }), diskDies('staff'), clockWrong('lead-pc', { behind: '1h' })]
const drawn = (seed: number, changes: Parameters<typeof smallTeam>[0] = {}) =>
  drawFaults(smallTeam({ faults, day: { lasts: '30m' }, ...changes }), createRandomness(seed))
const machine = (item: ReturnType<typeof drawn>[number]) => ('machine' in item ? item.machine : '')

test('faults of several kinds strike different machines of a group that has enough', () => {
  const parts = [
    workstation('lead-pc', { user: 'lead' }),
    laptops('staff', { count: 8 }),
    router('wifi', { joins: ['lead-pc', 'staff'] }),
  ]
  const kinds = [powerCut('staff'), diskDies('staff'), restoredFromBackup('staff'), clockWrong('staff')]
  for (let seed = 1; seed <= 50; seed += 1)
    expect(new Set(drawn(seed, { parts, faults: kinds }).map(machine)).size).toBe(4)
})

test('where there are more mishaps than machines, each is struck once before one is twice', () => {
  const struck = drawn(1, { faults: [powerCut('staff', { times: 6 })] }).map(machine)

  const times = [...new Set(struck)].map((each) => struck.filter((other) => other === each).length)
  expect(times).toEqual([2, 2, 2])
})

test('all of it has a before and an after on the same day', () => {
  for (let seed = 1; seed <= 50; seed += 1)
    for (const item of drawn(seed)) {
      expect(item.atUs).toBeGreaterThan(minuteUs)
      expect(item.atUs + ('lastsUs' in item ? Number(item.lastsUs) : 0)).toBeLessThan(28 * minuteUs)
    }
})

test('a server flaps until the day is over at most', () => {
  const spec = smallTeam({
    parts: [
      ...teamParts,
      serverHost('server'),
      nas('nas-1'),
      syncServer('web', { on: 'server', roots: ['nas-1'] }),
    ],
    faults: [serverFlaps('web', { at: '25m', times: 1000 })],
    day: { lasts: '30m' },
  })
  const moments = drawFaults(spec, createRandomness(1)).map(({ atUs }) => atUs)

  expect(moments.length).toBeGreaterThan(10)
  expect(moments[0]).toBe(25 * minuteUs)
  expect(Math.max(...moments)).toBeLessThan(30 * minuteUs)
})

test('a backup is as old as the short form has room for', () => {
  const [item] = drawn(1, { faults: [restoredFromBackup('staff', { from: '1h' })] })

  expect(item).toMatchObject({
    kind: 'restore-backup',
    ageUs: 9 * minuteUs,
    offlineUs: 6 * minuteUs,
  })
})

test('other machines there change nothing of when it strikes', () => {
  const moments = (parts: typeof teamParts) => drawn(7, { parts }).map(({ atUs }) => atUs)

  expect(moments([...teamParts, laptops('spare', { count: 2 })])).toEqual(moments(teamParts))
})
