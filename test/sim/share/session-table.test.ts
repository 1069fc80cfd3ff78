import { expect, test } from 'vitest'

import { SessionTable } from '../../../src/sim/share/session-table.ts'

const filled = (limit: number | null, count: number): SessionTable => {
  const table = new SessionTable('server', limit)
  for (let index = 1; index <= count; index += 1) table.accept(`copy-${index}`, index)
  return table
}

test('the session beyond the limit is not accepted', () => {
  const table = filled(20, 20)

  expect(table.accept('copy-21', 21)).toBeNull()
  expect([table.open, table.max]).toEqual([20, 20])
})

test('a host without a limit accepts everybody', () => {
  expect(filled(null, 400).open).toBe(400)
})

test('a session given back makes room for one', () => {
  const table = filled(2, 2)
  const [first] = table.sessions()

  expect(table.release(first?.id ?? 0)).toEqual(first)
  expect(table.accept('copy-3', 3)).toMatchObject({ copy: 'copy-3', openedUs: 3 })
  expect(table.accept('copy-4', 4)).toBeNull()
})

test('a session is given back once', () => {
  const table = filled(2, 2)
  const [first] = table.sessions()
  table.release(first?.id ?? 0)

  expect(table.release(first?.id ?? 0)).toBeNull()
  expect(table.open).toBe(1)
})

test('a number is never given to two sessions', () => {
  const table = filled(1, 1)
  const [first] = table.sessions()
  table.release(first?.id ?? 0)

  const second = table.accept('copy-2', 2)

  expect(second?.id).not.toBe(first?.id)
  expect(table.isOpen(first?.id ?? 0)).toBe(false)
})

test('the most that were ever open is remembered', () => {
  const table = filled(5, 3)
  for (const { id } of table.sessions()) table.release(id)

  expect([table.open, table.max]).toEqual([0, 3])
})
