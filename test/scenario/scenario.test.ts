import { expect, test } from 'vitest'

import { scenarioSpecSchema } from '../../src/plan/scenario-spec.ts'
import { router, staffAtWork, takeTurns, vpn, workstation } from '../../src/scenario/index.ts'
import { drawPlan } from '../../src/sim/planning/draw-plan.ts'
import { smallTeam } from '../world/small-team.ts'

test('a scenario is plain data (row 63)', () => {
  const spec = smallTeam()

  expect(JSON.parse(JSON.stringify(spec))).toEqual(spec)
  expect(scenarioSpecSchema.parse(spec)).toEqual(spec)
})

test('a day is eight hours from nine unless said', () => {
  expect(smallTeam().day).toEqual({ startsAtMinute: 540, lengthUs: 28_800_000_000 })
  expect(smallTeam({ day: { startsAt: '8:30', lasts: '90m' } }).day).toEqual({
    startsAtMinute: 510,
    lengthUs: 5_400_000_000,
  })
})

test('a workstation takes twenty sessions unless said', () => {
  expect(workstation('pc', { user: 'ann' })).toMatchObject({ sessionLimit: 20 })
  expect(workstation('pc', { user: 'ann', sessionLimit: null })).toMatchObject({ sessionLimit: null })
})

test('staff write as the house says unless said', () => {
  expect(staffAtWork()).toEqual({
    kind: 'work',
    openWithinUs: 120_000_000,
    editEveryUs: 30_000_000,
    documentShare: 0.15,
    documentBytes: [10_000, 2_000_000],
    meetingShare: 0.1,
    mix: {},
    role: null,
    thinkUs: [3_000_000, 20_000_000],
  })
})

test('a router has as much capacity as a cable', () => {
  const bytesPerSecond = 12_500_000

  expect(router('wifi', { joins: ['pc'], bandwidth: '100 Mbit/s' })).toMatchObject({
    bytesPerSecond,
    capacityBytesPerSecond: bytesPerSecond,
  })
})

test('a vpn carries its line and its redial', () => {
  expect(vpn('tunnel', { from: 'a', to: 'b', latency: '30ms', redial: '1m' })).toMatchObject({
    latencyUs: 30_000,
    redialUs: 60_000_000,
    bytesPerSecond: 1_250_000,
  })
})

test('turns are taken even where nobody says so', () => {
  const turns = { kind: 'take-turns', holdUs: 120_000_000, retryUs: 120_000_000 }

  expect(smallTeam().policies).toEqual([{ ...turns, holdUs: null }])
  expect(drawPlan(smallTeam(), 'full', 1).policies.policies).toMatchObject([{ ...turns, adapts: true }])
})

test('a hold that is given stays as it is', () => {
  const turns = { kind: 'take-turns', holdUs: 120_000_000, retryUs: 120_000_000 }

  expect(smallTeam({ policies: [takeTurns({ hold: '1m' })] }).policies).toEqual([
    { ...turns, holdUs: 60_000_000 },
  ])
})
