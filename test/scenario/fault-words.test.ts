import { expect, test } from 'vitest'

import { faults } from '../../src/plan/definitions/fault/index.ts'
import { planSchema } from '../../src/plan/plan.ts'
import * as kit from '../../src/scenario/index.ts'
import { drawPlan } from '../../src/sim/planning/draw-plan.ts'
import { smallTeam, teamParts } from '../world/small-team.ts'
import { complaint } from './complaint.ts'

const written = <T extends object>(json: string, _like: (options: T) => unknown): T => JSON.parse(json)

test('an option that must be written and was not is refused by the author’s word', () => {
  const options = written<{ times: number }>('{}', (each) => kit.vpnDrops('tunnel', each))

  expect(complaint(() => kit.vpnDrops('tunnel', options))).toBe(
    'vpnDrops "tunnel" times is missing, and has no usual value',
  )
})

test('one time where a range belongs is refused with an example', () => {
  const options = written<{ times: number }>('{ "times": 1, "lasting": "20s" }', (each) =>
    kit.vpnDrops('tunnel', each),
  )

  expect(complaint(() => kit.vpnDrops('tunnel', options))).toBe(
    'vpnDrops "tunnel" lasting: write the shortest and the longest time, as in ["20s", "4m"]',
  )
})

test('a name that names nothing is refused by the author’s word, with the nearest name', () => {
  expect(complaint(() => smallTeam({ faults: [kit.powerCut('staf')] }))).toBe(
    'powerCut names "staf", but there is no such host; did you mean "staff"?',
  )
  expect(
    complaint(() =>
      smallTeam({
        parts: [...teamParts, kit.laptops('spare', { count: 1 })],
        faults: [kit.clonedFolder('staff', { to: 'spaer' })],
      }),
    ),
  ).toContain('clonedFolder copies a folder to "spaer"')
})

test('every fault describes each of its options', () => {
  for (const { docs, options } of Object.values(faults)) {
    expect(Object.keys(docs.options).toSorted()).toEqual(Object.keys(options).toSorted())
    for (const text of [docs.summary, ...Object.values(docs.options)]) expect(text).toMatch(/\.$/)
  }
})

test('a plan whose fault lacks a parameter, or has one too many, is refused', () => {
  const plan = drawPlan(smallTeam({ faults: [kit.powerCut('staff')] }), 'full', 1)
  const [cut] = plan.faults.items.filter(({ kind }) => kind === 'cut-power')
  const { lastsUs: _, ...shorter } = { lastsUs: 0, ...cut }

  expect(planSchema.safeParse({ ...plan, faults: { version: 1, items: [cut] } }).success).toBe(true)
  expect(planSchema.safeParse({ ...plan, faults: { version: 1, items: [shorter] } }).success).toBe(false)
  expect(
    planSchema.safeParse({ ...plan, faults: { version: 1, items: [{ ...cut, colour: 'red' }] } }).success,
  ).toBe(false)
})
