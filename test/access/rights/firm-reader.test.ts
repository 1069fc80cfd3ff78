import { describe, expect, test } from 'vitest'

import { StoreTrouble } from '../../../src/access/ports/sql-database.ts'
import { userFact } from '../../../src/access/rights/fact.ts'
import { firmReader } from '../../../src/access/rights/firm-reader.ts'
import { SimDatabase } from '../../../src/sim/machine/database/sim-database.ts'
import { newCentre } from '../store/team-of-stores.ts'

const action = { by: 'admin', atMs: 0 }
const ann = (state: 'active' | 'disabled') => userFact('ann', { state, name: 'Ann' })

/** A reader over a centre, and a clock that is turned by hand. */
const readerOf = async (restMs = 0) => {
  const database = new SimDatabase()
  const centre = newCentre('one', database)
  await centre.write([ann('active')], action)
  const clock = { atMs: 1000, nowMs: () => clock.atMs, after: () => () => {} }
  const read = firmReader(centre, clock, restMs)
  const state = async (): Promise<string | undefined> => (await read())?.firm.users.get('ann')?.state
  return { database, centre, clock, read, state }
}

describe('what a server knows of the firm', () => {
  test('is what the store says now', async () => {
    const { centre, clock, read, state } = await readerOf()
    expect(await state()).toBe('active')

    await centre.write([ann('disabled')], action)
    clock.atMs = 2000

    expect(await state()).toBe('disabled')
    expect(await read()).toMatchObject({ asOfMs: 2000 })
  })

  test('stands while the store cannot be asked, and grows old meanwhile', async () => {
    const { database, clock, read, state } = await readerOf()
    await state()

    database.trouble = new StoreTrouble('unreachable', 'gone')
    clock.atMs = 90_000
    expect(await state()).toBe('active')
    expect(await read()).toMatchObject({ asOfMs: 1000 })

    database.trouble = null
    expect(await read()).toMatchObject({ asOfMs: 90_000 })
  })

  test('is nothing where the store could never be asked', async () => {
    const { database, read } = await readerOf()
    database.trouble = new StoreTrouble('unreachable', 'gone')

    expect(await read()).toBeNull()
  })

  test('is asked again only after a rest, where that was said; also by a clock that was set back', async () => {
    const { centre, clock, state } = await readerOf(500)
    await state()
    await centre.write([ann('disabled')], action)

    clock.atMs = 1499
    expect(await state()).toBe('active')
    clock.atMs = 1500
    expect(await state()).toBe('disabled')

    await centre.write([ann('active')], action)
    clock.atMs = -10_000
    expect(await state()).toBe('active')
  })
})
