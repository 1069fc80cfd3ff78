import { expect, test } from 'vitest'

import {
  awaitOrDiskRefusal,
  DiskTrouble,
  orDiskRefusal,
  orDiskTrouble,
} from '../../../src/engine/ports/index.ts'

const trouble = new DiskTrouble('full', 'ranges', 'no space left')
const defect = new RangeError('out of range')
const throws = (error: Error) => (): never => {
  throw error
}

test('a failing disk becomes a value', async () => {
  const refusal = { kind: 'disk-trouble', trouble }

  expect(orDiskTrouble(throws(trouble))).toBe(trouble)
  expect(orDiskRefusal(throws(trouble))).toEqual(refusal)
  expect(await awaitOrDiskRefusal(throws(trouble))).toEqual(refusal)
  expect(await awaitOrDiskRefusal(() => Promise.reject(trouble))).toEqual(refusal)
})

test('a result passes through', async () => {
  expect(orDiskTrouble(() => 7)).toBe(7)
  expect(orDiskRefusal(() => 7)).toBe(7)
  expect(await awaitOrDiskRefusal(() => Promise.resolve(7))).toBe(7)
})

test('any other error passes through', async () => {
  expect(() => orDiskTrouble(throws(defect))).toThrow(defect)
  expect(() => orDiskRefusal(throws(defect))).toThrow(defect)
  await expect(awaitOrDiskRefusal(throws(defect))).rejects.toThrow(defect)
})
