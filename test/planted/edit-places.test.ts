import { expect, test } from 'vitest'

import { applyEdits } from './apply-edits.ts'
import { editPlaces, isExecuted } from './edit-places.ts'

test('each edit is found again in the edited source, also after others moved it', () => {
  const source = 'one\n  two\nthree\n'
  const edits = [
    { find: 'three', replace: 'THREE' },
    { find: '  two\n', replace: '  second line\n' },
  ]

  const edited = applyEdits(source, edits)

  expect(editPlaces(source, edits).map((place) => edited.slice(place, place + 5))).toEqual(['THREE', 'secon'])
})

test('a place is executed if the smallest range around it was', () => {
  const functions = [
    {
      ranges: [
        { startOffset: 0, endOffset: 100, count: 1 },
        { startOffset: 40, endOffset: 60, count: 0 },
      ],
    },
  ]

  expect(isExecuted(functions, 10)).toBe(true)
  expect(isExecuted(functions, 50)).toBe(false)
  expect(isExecuted(functions, 200)).toBe(false)
})
