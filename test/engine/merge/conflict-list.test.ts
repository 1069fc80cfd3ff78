import fc from 'fast-check'
import { expect, test } from 'vitest'

import { ConflictList } from '../../../src/engine/merge/conflict-list.ts'
import type { Register } from '../../../src/engine/merge/register.ts'

const register = (address: string, field = 'amount'): Register => ({
  address,
  table: 'tb',
  key: address,
  group: '',
  field,
  merge: 'register',
  siblings: [],
})

test('whatever is put and removed, those in conflict are listed once, by address', () => {
  const step = fc.record({ address: fc.constantFrom('a', 'b', 'c', 'd', 'e'), isPut: fc.boolean() })
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const list = new ConflictList()
      const expected = new Set<string>()
      for (const { address, isPut } of steps) {
        if (isPut) list.put(register(address))
        else list.remove(address)
        if (isPut) expected.add(address)
        else expected.delete(address)
      }
      expect(list.all().map(({ address }) => address)).toEqual([...expected].sort())
      expect(list.count).toBe(expected.size)
    }),
  )
})

test('a register that is put again takes the place of what it was', () => {
  const list = new ConflictList()
  list.put(register('a', 'before'))
  list.put(register('a', 'after'))

  expect(list.all().map(({ field }) => field)).toEqual(['after'])
})

test('whoever was given the list keeps it as it was', () => {
  const list = new ConflictList()
  list.put(register('a'))
  const given = list.all()
  list.put(register('b'))
  list.remove('a')

  expect(given.map(({ address }) => address)).toEqual(['a'])
  expect(list.all().map(({ address }) => address)).toEqual(['b'])
})
