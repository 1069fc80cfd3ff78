import { expect, test } from 'vitest'

import { nearestName } from '../../src/plan/nearest.ts'

const bundled = ['field-team', 'office-parent', 'vpn-relay']

test.each([
  ['feild-team', 'field-team'],
  ['fieldteam', 'field-team'],
  ['FIELD-TEAM', 'field-team'],
  ['office-parents', 'office-parent'],
  ['vpn-rely', 'vpn-relay'],
])('whoever types %s means %s', (typed, meant) => {
  expect(nearestName(typed, bundled)).toBe(meant)
})

test.each(['warehouse', '', 'x'])('whoever types %j means none of them', (typed) => {
  expect(nearestName(typed, bundled)).toBeNull()
})

test('of two near names the nearer is meant', () => {
  expect(nearestName('cat', ['coats', 'cats'])).toBe('cats')
})

test('nothing is near where there is nothing', () => {
  expect(nearestName('field-team', [])).toBeNull()
})
