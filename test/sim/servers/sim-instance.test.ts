import { describe, expect, test } from 'vitest'

import { paths } from '../../../src/engine/storage/folder/layout.ts'
import { amountOf, writes } from '../../engine/real-copy.ts'
import { ServedFileWorld } from '../../world/served-file.ts'
import { secondUs } from '../../world/sim-world.ts'

const read = paths.format

describe('two instances over one folder', () => {
  test('what one let in is soon given out by the other', async () => {
    const world = await ServedFileWorld.open()
    const [ann, bob] = [await world.joins('ann'), await world.joins('bob')]
    const [annAt, bobAt] = [await world.session('ann', 'web-1'), await world.session('bob', 'web-2')]
    await world.levels(bob, bobAt)
    await writes(ann, 'x', 7)

    await world.levels(ann, annAt)
    await world.elapses(secondUs)
    await world.levels(bob, bobAt)

    expect(amountOf(bob, 'x')).toEqual(amountOf(ann, 'x'))
  })

  test('who waits for news at one is told of what came to the other within a second', async () => {
    const world = await ServedFileWorld.open()
    const [ann, bob] = [await world.joins('ann'), await world.joins('bob')]
    const [annAt, bobAt] = [await world.session('ann', 'web-1'), await world.session('bob', 'web-2')]
    await world.levels(bob, bobAt)
    await world.levels(ann, annAt)
    const exchange = world.exchange(bob, bobAt)
    await world.completes(() => exchange.exchange())
    await writes(ann, 'x', 7)
    await world.levels(ann, annAt)
    const fromUs = world.kernel.scheduler.nowUs

    await world.completes(async () => exchange.untilChanges(25_000))
    await world.completes(() => exchange.exchange())

    expect(amountOf(bob, 'x')).toEqual(amountOf(ann, 'x'))
    expect(world.kernel.scheduler.nowUs - fromUs).toBeLessThanOrEqual(secondUs)
  })
})

describe('a program that dies', () => {
  test('takes what waits at it along, and what it acknowledged is in the folder', async () => {
    const world = await ServedFileWorld.open()
    const [ann, bob] = [await world.joins('ann'), await world.joins('bob')]
    const annAt = await world.session('ann', 'web-1')
    await writes(ann, 'x', 7)
    await world.levels(ann, annAt)

    world.web('web-1').kill()

    expect((await world.completes(() => annAt.read(read))).kind).toBe('lost')
    await world.levels(bob, await world.session('bob', 'web-2'))
    expect(amountOf(bob, 'x')).toEqual(amountOf(ann, 'x'))
  })

  test('asks nothing more of the folder', async () => {
    const world = await ServedFileWorld.open()
    const ann = await world.joins('ann')
    const exchange = world.exchange(ann, await world.session('ann', 'web-1'))
    await world.completes(() => exchange.exchange())
    await world.elapses(secondUs)
    await writes(ann, 'x', 7)
    world.web('web-1').onNextRequest(() => world.web('web-1').kill(), 0)
    const before = world.changes

    expect(await world.completes(() => exchange.exchange())).toMatchObject({ kind: 'interrupted' })
    await world.elapses(120 * secondUs)

    expect(world.changes).toBe(before)
  })

  test('comes back as another writer, and loses nothing to itself', async () => {
    const world = await ServedFileWorld.open()
    const [ann, bob] = [await world.joins('ann'), await world.joins('bob')]
    await writes(ann, 'x', 7)
    await world.levels(ann, await world.session('ann', 'web-1'))
    world.web('web-1').kill()
    world.web('web-1').start()

    await writes(ann, 'y', 8)
    await world.levels(ann, await world.session('ann', 'web-1'))
    await world.levels(bob, await world.session('bob', 'web-1'))

    expect([amountOf(bob, 'x'), amountOf(bob, 'y')]).toEqual([amountOf(ann, 'x'), amountOf(ann, 'y')])
  })
})

test('a recycled program answers those it has, the new one those who come, and no request fails (row 54)', async () => {
  const world = await ServedFileWorld.open()
  const ann = await world.session('ann', 'web-1')
  const bob = await world.session('bob', 'web-1')
  let over = false

  world.web('web-1').recycle(() => (over = true))
  for (let round = 0; round < 100; round += 1) {
    await world.completes(() => ann.read(read))
    if (round % 10 === 0) await world.completes(() => bob.read(read))
    await world.elapses(secondUs)
  }

  expect(world.servers.traffic.lost).toBe(0)
  expect(over).toBe(true)
})

test('a request to a server that is busy waits until a worker is free', async () => {
  const world = await ServedFileWorld.open()
  const ann = await world.session('ann', 'web-1')
  const took = async (): Promise<number> => {
    const fromUs = world.kernel.scheduler.nowUs
    await world.completes(() => ann.sizeBytes(read))
    return world.kernel.scheduler.nowUs - fromUs
  }
  const idleUs = await took()
  for (let worker = 0; worker < 2; worker += 1) world.web('web-1').work(300_000, () => undefined)

  expect((await took()) - idleUs).toBeGreaterThan(290_000)
})
