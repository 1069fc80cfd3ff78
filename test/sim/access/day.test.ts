import { expect, test } from 'vitest'

import { judged } from '../../world/executed.ts'
import { shortPlan } from '../../world/short-plan.ts'

const ran = async (scenario: string) => {
  const { measures, checks } = await judged(await shortPlan(scenario, 1))
  const { access } = measures
  if (!access) throw new Error(`${scenario} measured nothing of the firm's facts`)
  return {
    access,
    checks: checks.filter(({ id }) => id === 'S6' || id === 'S7').map(({ id, holds }) => ({ id, holds })),
  }
}

test('a day on which three people lose their rights measures how long those survived', async () => {
  const { access, checks } = await ran('branch-offices')

  expect(checks).toEqual([
    { id: 'S6', holds: true },
    { id: 'S7', holds: true },
  ])
  expect(access.revocations).toBe(3)
  expect(access.turnedAway).toBeGreaterThan(20)
  // In the branch that was cut off it survived, and nowhere beyond the window.
  expect(access.rightSurvivedMs).toBeGreaterThan(30_000)
  expect(access.rightSurvivedMs).toBeLessThanOrEqual(access.windowMs)
})

test('a day on which somebody writes at a branch refuses that each time, and needs no door', async () => {
  const { access, checks } = await ran('branch-write-refused')

  expect(checks).toEqual([{ id: 'S7', holds: true }])
  expect(access.refusedWrites).toBe(3)
  expect(access.behindMs.max).toBeGreaterThan(120_000)
})

test('a day on which changes are kept too briefly shows an old moment while all of it is brought anew', async () => {
  const { access, checks } = await ran('retention-exceeded')

  expect(checks.every(({ holds }) => holds)).toBe(true)
  expect(access.refillLooks).toBeGreaterThanOrEqual(2)
})
