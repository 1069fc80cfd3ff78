import { expect, test } from 'vitest'

import { judgementOf } from '../../../src/sim/check/verdict.ts'

const detailOf = (...findings: readonly string[]) => judgementOf('two copies', findings).detail

test('up to three findings are told in full, before the amount of evidence', () => {
  expect(detailOf('a', 'b', 'c')).toBe('a; b; c (two copies)')
})

test('of more findings the first three are told, and the others counted', () => {
  expect(detailOf('a', 'b', 'c', 'd', 'e')).toBe('a; b; c; and 2 more (two copies)')
})
