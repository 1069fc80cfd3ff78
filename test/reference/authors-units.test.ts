import { expect, test } from 'vitest'

import { bytesPerSecond, durationUs, sizeBytes } from '../../src/plan/units.ts'
import { authorsUnit, inAuthorsUnit } from './authors-units.ts'

test.each([
  ['Us', durationUs, ['250ms', '20s', '90s', '2m', '8h', '3d', '70y', '1us', '0s']],
  ['Bytes', sizeBytes, ['10 kB', '2 MB', '17 B']],
  ['BytesPerSecond', bytesPerSecond, ['1 Gbit/s', '10 Mbit/s', '256 kbit/s', '4 bit/s']],
] as const)('values in %s are spelled as authors write them', (unit, read, texts) => {
  const measure = authorsUnit(unit)

  expect(measure && texts.map((text) => inAuthorsUnit(measure, read(text, 'an option')))).toEqual(texts)
})

test('a unit without a spelling is refused', () => {
  expect(() => authorsUnit('Fathoms')).toThrow('no spelling for values in "Fathoms"')
})
