import { describe, expect, test } from 'vitest'

import { paths } from '../../../src/engine/storage/folder/layout.ts'
import { amountOf, writes } from '../../engine/real-copy.ts'
import { secondUs, ServedEstate } from './served-estate.ts'

const read = paths.format

describe('two instances over one folder', () => {
  test('what one let in is soon given out by the other', async () => {
    const estate = await ServedEstate.open()
    const [ann, bob] = [await estate.joins('ann'), await estate.joins('bob')]
    const [annAt, bobAt] = [await estate.session('ann', 'web-1'), await estate.session('bob', 'web-2')]
    await estate.levels(bob, bobAt)
    await writes(ann, 'x', 7)

    await estate.levels(ann, annAt)
    await estate.passes(secondUs)
    await estate.levels(bob, bobAt)

    expect(amountOf(bob, 'x')).toEqual(amountOf(ann, 'x'))
  })

  test('who waits for news at one is told of what came to the other within a second', async () => {
    const estate = await ServedEstate.open()
    const [ann, bob] = [await estate.joins('ann'), await estate.joins('bob')]
    const [annAt, bobAt] = [await estate.session('ann', 'web-1'), await estate.session('bob', 'web-2')]
    await estate.levels(bob, bobAt)
    await estate.levels(ann, annAt)
    const exchange = estate.exchange(bob, bobAt)
    await estate.lives(() => exchange.exchange())
    await writes(ann, 'x', 7)
    await estate.levels(ann, annAt)
    const fromUs = estate.kernel.agenda.nowUs

    await estate.lives(async () => exchange.untilNews(25_000))
    await estate.lives(() => exchange.exchange())

    expect(amountOf(bob, 'x')).toEqual(amountOf(ann, 'x'))
    expect(estate.kernel.agenda.nowUs - fromUs).toBeLessThanOrEqual(secondUs)
  })
})

describe('a program that dies', () => {
  test('takes what waits at it along, and what it acknowledged is in the folder', async () => {
    const estate = await ServedEstate.open()
    const [ann, bob] = [await estate.joins('ann'), await estate.joins('bob')]
    const annAt = await estate.session('ann', 'web-1')
    await writes(ann, 'x', 7)
    await estate.levels(ann, annAt)

    estate.web('web-1').kill()

    expect((await estate.lives(() => annAt.read(read))).kind).toBe('lost')
    await estate.levels(bob, await estate.session('bob', 'web-2'))
    expect(amountOf(bob, 'x')).toEqual(amountOf(ann, 'x'))
  })

  test('asks nothing more of the folder', async () => {
    const estate = await ServedEstate.open()
    const ann = await estate.joins('ann')
    const exchange = estate.exchange(ann, await estate.session('ann', 'web-1'))
    await estate.lives(() => exchange.exchange())
    await estate.passes(secondUs)
    await writes(ann, 'x', 7)
    estate.web('web-1').onNextRequest(() => estate.web('web-1').kill(), 0)
    const before = estate.changes

    expect(await estate.lives(() => exchange.exchange())).toMatchObject({ kind: 'interrupted' })
    await estate.passes(120 * secondUs)

    expect(estate.changes).toBe(before)
  })

  test('comes back as another writer, and loses nothing to itself', async () => {
    const estate = await ServedEstate.open()
    const [ann, bob] = [await estate.joins('ann'), await estate.joins('bob')]
    await writes(ann, 'x', 7)
    await estate.levels(ann, await estate.session('ann', 'web-1'))
    estate.web('web-1').kill()
    estate.web('web-1').start()

    await writes(ann, 'y', 8)
    await estate.levels(ann, await estate.session('ann', 'web-1'))
    await estate.levels(bob, await estate.session('bob', 'web-1'))

    expect([amountOf(bob, 'x'), amountOf(bob, 'y')]).toEqual([amountOf(ann, 'x'), amountOf(ann, 'y')])
  })
})

test('a recycled program answers those it has, the new one those who come, and no request fails (row 54)', async () => {
  const estate = await ServedEstate.open()
  const ann = await estate.session('ann', 'web-1')
  const bob = await estate.session('bob', 'web-1')
  let over = false

  estate.web('web-1').recycle(() => (over = true))
  for (let round = 0; round < 100; round += 1) {
    await estate.lives(() => ann.read(read))
    if (round % 10 === 0) await estate.lives(() => bob.read(read))
    await estate.passes(secondUs)
  }

  expect(estate.servers.traffic.lost).toBe(0)
  expect(over).toBe(true)
})

test('a request to a server that is busy waits until a worker is free', async () => {
  const estate = await ServedEstate.open()
  const ann = await estate.session('ann', 'web-1')
  const took = async (): Promise<number> => {
    const fromUs = estate.kernel.agenda.nowUs
    await estate.lives(() => ann.sizeBytes(read))
    return estate.kernel.agenda.nowUs - fromUs
  }
  const idleUs = await took()
  for (let worker = 0; worker < 2; worker += 1) estate.web('web-1').work(300_000, () => undefined)

  expect((await took()) - idleUs).toBeGreaterThan(290_000)
})
