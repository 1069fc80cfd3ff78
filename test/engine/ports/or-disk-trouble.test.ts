import { expect, test } from 'vitest'

import { DiskTrouble, orDiskTrouble } from '../../../src/engine/ports/index.ts'

const failingWith = (error: Error) => () =>
  orDiskTrouble(() => {
    throw error
  })

test('work without trouble returns its result', () => {
  expect(orDiskTrouble(() => 7)).toBe(7)
})

test('disk trouble is returned as it was thrown', () => {
  const trouble = new DiskTrouble('full', 'log', 'no space')

  expect(failingWith(trouble)()).toBe(trouble)
})

test('another error is a defect, and passes through', () => {
  expect(failingWith(new TypeError('a defect'))).toThrow('a defect')
})
