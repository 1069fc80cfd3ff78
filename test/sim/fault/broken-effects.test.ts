import { afterEach, expect, test, vi } from 'vitest'

import { faults } from '../../../src/plan/definitions/fault/index.ts'
import { effectOf, type RunOf } from '../../../src/sim/fault/effect.ts'
import { breaches } from './fault-contract.ts'

type Drain = RunOf<'drain', null>

const balancerOf = ({ world, item }: Drain) => world.servers.balancers.get(item.balancer)
const sound = {
  begin: (run: Drain) => {
    balancerOf(run)?.drain(run.item.server, true)
    run.begun(null)
    run.undoAfter(run.item.lastsUs)
  },
  undo: (run: Drain) => {
    balancerOf(run)?.drain(run.item.server, false)
    run.ended()
  },
  observed: (run: Drain) => balancerOf(run)?.isDraining(run.item.server) === true,
}
const planted = vi.hoisted(() => ({ effect: {} }))

vi.mock(import('../../../src/sim/fault/drains.ts'), async (original) => {
  const { drainsEffect } = await original()
  return { drainsEffect: { ...drainsEffect, start: (...args) => startPlanted(...args) } }
})

const startPlanted: ReturnType<typeof effectOf<'drain', null>>['start'] = (world, log, item) =>
  effectOf(faults.drains, { ...sound, ...planted.effect }).start(world, log, item)

afterEach(() => {
  planted.effect = {}
})

test('a sound effect keeps the contract', async () => {
  expect(await breaches(faults.drains)).toEqual([])
})

test.each<[string, Partial<typeof sound>, readonly string[]]>([
  ['begins nothing', { begin: () => undefined }, ['it is not begun']],
  ['claims to have begun and changes nothing', { begin: (run) => run.begun(null) }, ['it is not observed']],
  ['is never undone', { undo: () => undefined }, ['it is not undone', 'balancer still drains web-2']],
  [
    'says that it ended and leaves something behind',
    { undo: (run) => run.ended() },
    ['balancer still drains web-2'],
  ],
])('an effect that %s breaks the contract', async (_what, effect, broken) => {
  planted.effect = effect

  expect(await breaches(faults.drains)).toEqual(broken)
})
