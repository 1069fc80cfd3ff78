import { expect, test } from 'vitest'

import { ServedFileWorld } from '../../../world/served-file.ts'
import { secondUs } from '../../../world/sim-world.ts'

const read = '.shakedown/format'

test('a client with a cookie stays at the server that it had (row 55)', async () => {
  const world = await ServedFileWorld.open()
  const ann = await world.session('ann', 'balancer')
  const bob = await world.session('bob', 'balancer')

  for (let round = 0; round < 4; round += 1) {
    await world.completes(() => ann.read(read))
    await world.completes(() => bob.read(read))
  }

  // A greeting and four reads each.
  expect([world.web('web-1').requests, world.web('web-2').requests]).toEqual([5, 5])
})

test('by its address a client stays there too, until the balancer has forgotten', async () => {
  const world = await ServedFileWorld.open({ stickiness: 'source-address' })
  const ann = await world.session('ann', 'balancer')
  await world.completes(() => ann.read(read))
  expect(world.web('web-1').requests).toBe(2)

  world.balancer.stop()
  world.balancer.start()
  const bob = await world.session('bob', 'balancer', world.client('bob', 'bench'))
  const again = await world.session('ann', 'balancer')
  await world.completes(() => again.read(read))
  await world.completes(() => bob.read(read))

  expect([world.web('web-1').requests, world.web('web-2').requests]).toEqual([4, 2])
})

test('without stickiness the servers take turns', async () => {
  const world = await ServedFileWorld.open({ stickiness: 'none' })
  const ann = await world.session('ann', 'balancer')

  for (let round = 0; round < 5; round += 1) await world.completes(() => ann.read(read))

  expect([world.web('web-1').requests, world.web('web-2').requests]).toEqual([3, 3])
})

test('a server that refuses is tried again, and the last try goes to another one before anybody notices (row 55)', async () => {
  const world = await ServedFileWorld.open()
  const ann = await world.session('ann', 'balancer')
  await world.elapses(secondUs)
  world.web('web-1').kill()

  const answer = await world.completes(() => ann.read(read))

  expect(answer.kind).toBe('ok')
  expect(world.servers.traffic.lost).toBe(0)
})

test('without redispatch it is not, and the client hears of it', async () => {
  const check = { everyUs: 60 * secondUs, rise: 2, fall: 3, timeoutUs: secondUs }
  const world = await ServedFileWorld.open({ redispatch: false, check })
  const ann = await world.session('ann', 'balancer')
  // By then each was found to be well, and one failed check takes nobody down.
  await world.elapses(61 * secondUs)
  world.web('web-1').kill()

  const answer = await world.completes(() => ann.read(read))

  expect(answer).toMatchObject({ kind: 'lost', detail: expect.stringContaining('503') })
})

test('a machine that is gone in silence is found out, and its clients are told', async () => {
  const world = await ServedFileWorld.open()
  const ann = await world.session('ann', 'balancer')
  world.network.setUp('server-1', false)
  world.web('web-1').kill()
  const fromUs = world.kernel.scheduler.nowUs

  const answer = await world.completes(() => ann.read(read))

  expect(answer.kind).toBe('lost')
  expect(world.kernel.scheduler.nowUs - fromUs).toBeLessThanOrEqual(12 * secondUs)
  await world.elapses(12 * secondUs)
  expect(world.balancer.believedUp).toEqual(['web-2'])
  const again = await world.session('ann', 'balancer')
  expect((await world.completes(() => again.read(read))).kind).toBe('ok')
})

test('a server that comes back is believed after as many checks as its rise', async () => {
  const world = await ServedFileWorld.open()
  world.web('web-1').kill()
  await world.elapses(10 * secondUs)
  expect(world.balancer.believedUp).toEqual(['web-2'])

  world.web('web-1').start()
  await world.elapses(secondUs)
  expect(world.balancer.believedUp).toEqual(['web-2'])

  await world.elapses(4 * secondUs)
  expect(world.balancer.believedUp).toEqual(['web-1', 'web-2'])
})

test('a drained server gets nobody new', async () => {
  const world = await ServedFileWorld.open()
  world.balancer.drain('web-1', true)

  await world.session('ann', 'balancer')
  await world.session('bob', 'balancer')

  expect([world.web('web-1').requests, world.web('web-2').requests]).toEqual([0, 2])
})

test('a balancer that restarts ends every connection, and takes none meanwhile', async () => {
  const world = await ServedFileWorld.open()
  const ann = await world.session('ann', 'balancer')
  await world.completes(() => ann.read(read))
  world.balancer.stop()

  expect((await world.completes(() => ann.read(read))).kind).toBe('lost')
  world.balancer.start()
  const again = await world.session('ann', 'balancer')

  expect((await world.completes(() => again.read(read))).kind).toBe('ok')
  expect(world.diary).toEqual(['ann enters balancer', 'ann leaves balancer', 'ann enters balancer'])
})
