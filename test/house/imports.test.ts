import { expect, test } from 'vitest'

import { circleIn, importsOf } from './imports.ts'
import { sourcesUnder } from './repository.ts'

test('no file imports itself by way of others, lazy imports included', () => {
  const imports = importsOf(sourcesUnder('src'))

  expect([...imports.values()].flat().length).toBeGreaterThan(1000)
  expect(circleIn(imports)).toBeNull()
})

test('a circle is found, whichever way it is entered', () => {
  const imports = new Map([
    ['a', ['b']],
    ['b', ['c']],
    ['c', ['d', 'b']],
    ['d', []],
  ])

  expect(circleIn(imports)).toEqual(['b', 'c', 'b'])
})
