import { describe, expect, test } from 'vitest'

import { simChangeFeed } from '../../../src/sim/access/sim-change-feed.ts'
import { streamKeys } from '../../../src/sim/kernel/stream-keys.ts'
import { answerWithinUs, attemptsMax } from '../../../src/sim/names/query.ts'
import { newCentre } from '../../access/store/team-of-stores.ts'
import { ServedFileWorld } from '../../world/served-file.ts'
import { SharedFolderWorld } from '../../world/shared-folder.ts'
import { SimWorld, secondUs } from '../../world/sim-world.ts'
import { twoOffices } from '../../world/topologies.ts'

const dnsOn = (host: string) => ({ nameServers: [{ id: 'dns', host, ttlUs: 60 * secondUs }] })

const answersIn = ({ names }: SimWorld, isUp: boolean): void => {
  for (const server of names.servers.values()) server.isUp = isUp
}

describe('a share', () => {
  const office = () => new SharedFolderWorld(20, undefined, dnsOn('bench'))

  test('is reached as soon as its address is found', async () => {
    expect(await office().connect('ann')).toMatchObject({ kind: 'session' })
  })

  test('cannot be reached while its address is not found, and can afterwards', async () => {
    const world = office()
    answersIn(world, false)
    const beganUs = world.kernel.scheduler.nowUs

    expect(await world.connect('ann')).toEqual({
      kind: 'unreachable',
      detail: 'the address of server is not found',
    })
    expect(world.kernel.scheduler.nowUs - beganUs).toBe(attemptsMax * answerWithinUs)
    answersIn(world, true)
    expect(await world.connect('ann')).toMatchObject({ kind: 'session' })
  })

  test('keeps its sessions without name server, and takes new ones while the answer is fresh', async () => {
    const world = office()
    const session = await world.session('ann')
    answersIn(world, false)

    expect(await world.completes(() => session.list(''))).toMatchObject({ kind: 'ok' })
    expect(await world.connect('bob')).toMatchObject({ kind: 'session' })
    await world.elapses(60 * secondUs)
    expect(await world.completes(() => session.list(''))).toMatchObject({ kind: 'ok' })
    expect(await world.connect('eva')).toMatchObject({ kind: 'unreachable' })
  })
})

describe('a server', () => {
  test('cannot be reached while the address of its balancer is not found', async () => {
    const world = await ServedFileWorld.open({}, dnsOn('bench'))
    answersIn(world, false)

    await expect(world.session('ann', 'balancer')).rejects.toThrow('there is no way to it')
    answersIn(world, true)
    expect(await world.session('ann', 'balancer')).toBeDefined()
  })

  test('is found by its balancer without any name server', async () => {
    const world = await ServedFileWorld.open({}, dnsOn('bench'))
    await world.session('ann', 'balancer')
    answersIn(world, false)
    await world.elapses(30 * secondUs)

    expect(world.balancer.believedUp).toEqual(['web-1', 'web-2'])
  })
})

test('a branch goes on following over its connection, and finds no address for another', async () => {
  const world = new SimWorld({ ...twoOffices, ...dnsOn('head-office') }, { startsAtMs: 1_000_000 })
  const feed = simChangeFeed({
    carrier: world,
    centre: { id: 'firm', host: 'head-office', feed: newCentre() },
    branch: { id: 'leeds-store', host: 'leeds' },
    lost: 0,
    random: world.kernel.random.stream(streamKeys.feed),
    onRequest: () => {},
  })
  const page = () => world.completes(() => feed.page(null, 10))
  const answered = await page()
  answersIn(world, false)
  await world.elapses(120 * secondUs)

  expect((await page()).kind).toBe(answered.kind)
  world.network.setUp('leeds-line', false)
  await page()
  world.network.setUp('leeds-line', true)
  expect(await page()).toEqual({ kind: 'unreachable', detail: 'the address of firm is not found' })
})
