import { expect, test } from 'vitest'

import { bytesPerSecond, durationUs, sizeBytes } from '../../src/plan/units.ts'
import { authorsUnit, inAuthorsUnit } from './authors-units.ts'

test.each([
  ['lastingUs', durationUs, ['250ms', '20s', '90s', '2m', '8h', '3d', '70y', '1us', '0s']],
  ['documentBytes', sizeBytes, ['10 kB', '2 MB', '17 B']],
  ['bytesPerSecond', bytesPerSecond, ['1 Gbit/s', '10 Mbit/s', '256 kbit/s', '4 bit/s']],
] as const)('values of %s are spelled as authors write them', (statedName, read, texts) => {
  const measure = authorsUnit(statedName)

  expect(measure && texts.map((text) => inAuthorsUnit(measure, read(text, 'an option')))).toEqual(texts)
})

test('a number without a unit has no spelling of its own', () => {
  expect(authorsUnit('times')).toBeNull()
})
