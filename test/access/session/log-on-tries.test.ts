import { describe, expect, test } from 'vitest'

import { LogOnTries } from '../../../src/access/session/log-on-tries.ts'

const minuteMs = 60_000

describe('whoever tries too often', () => {
  const ann = { user: 'ann', address: '10.0.0.1' }

  test('waits a quarter of an hour after the fifth failure', () => {
    const tries = new LogOnTries()
    for (let minute = 0; minute < 5; minute += 1) {
      expect(tries.waitsUntilMs(ann, minute * minuteMs)).toBeNull()
      tries.failed(ann, minute * minuteMs)
    }

    expect(tries.waitsUntilMs(ann, 4 * minuteMs)).toBe(19 * minuteMs)
    expect(tries.waitsUntilMs(ann, 19 * minuteMs)).toBeNull()
  })

  test('from another address waits too, for the account’s sake; and for other accounts, for the address’s', () => {
    const tries = new LogOnTries()
    for (let each = 0; each < 5; each += 1) tries.failed(ann, 0)

    expect(tries.waitsUntilMs({ user: 'ann', address: '10.0.0.2' }, 1)).not.toBeNull()
    expect(tries.waitsUntilMs({ user: 'bob', address: '10.0.0.1' }, 1)).not.toBeNull()
    expect(tries.waitsUntilMs({ user: 'bob', address: '10.0.0.2' }, 1)).toBeNull()
  })

  test('fills no memory with names that are made up, and whoever failed last still waits', () => {
    const tries = new LogOnTries()
    for (let each = 0; each < 5; each += 1) tries.failed({ user: 'old', address: '10.0.0.9' }, 0)
    for (let each = 0; each < 100_000; each += 1)
      tries.failed({ user: `made up ${each}`, address: '10.0.0.1' }, 0)

    expect(tries.waitsUntilMs({ user: 'old', address: '10.0.0.2' }, 1)).toBeNull()
    expect(tries.waitsUntilMs({ user: 'bob', address: '10.0.0.1' }, 1)).not.toBeNull()
  })

  test('a success forgives the account and not the address', () => {
    const tries = new LogOnTries()
    for (let each = 0; each < 4; each += 1) tries.failed(ann, 0)
    tries.succeeded(ann)
    tries.failed(ann, 1)

    expect(tries.waitsUntilMs({ user: 'ann', address: '10.0.0.2' }, 2)).toBeNull()
    expect(tries.waitsUntilMs({ user: 'bob', address: '10.0.0.1' }, 2)).not.toBeNull()
  })
})
