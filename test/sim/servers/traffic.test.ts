import { expect, test } from 'vitest'

import { Traffic } from '../../../src/sim/servers/traffic.ts'
import { ServedFileWorld } from '../../world/served-file.ts'
import { secondUs } from '../../world/sim-world.ts'

test('a gap is from when the other side went away to the next answer', () => {
  const traffic = new Traffic()
  traffic.answered('ann', 'web', 100, 10)
  traffic.unanswered('ann', 'web', 20)
  traffic.unanswered('ann', 'web', 35)
  traffic.unanswered('bob', 'web', 25)
  traffic.answered('ann', 'web', 100, 50)

  expect(traffic.gaps()).toEqual([
    { copy: 'ann', through: 'web', fromUs: 20, toUs: 50 },
    { copy: 'bob', through: 'web', fromUs: 25, toUs: null },
  ])
  expect([traffic.requests, traffic.lost, traffic.bytes]).toEqual([5, 3, 200])
})

test('where what waits is lost late, the gap went to the first answer meanwhile, and the next one begins after the last', () => {
  const traffic = new Traffic()
  for (const atUs of [10, 40, 50]) traffic.answered('ann', 'web', 100, atUs)
  traffic.unanswered('ann', 'web', 20)

  expect(traffic.gaps()).toEqual([
    { copy: 'ann', through: 'web', fromUs: 20, toUs: 40 },
    { copy: 'ann', through: 'web', fromUs: 50, toUs: null },
  ])
})

test('how many are connected is counted by door', () => {
  const traffic = new Traffic()
  traffic.connected('web')
  traffic.connected('web')
  traffic.disconnected('web')
  traffic.connected('balancer')

  expect([...traffic.sessions]).toEqual([
    ['web', { open: 1, max: 2 }],
    ['balancer', { open: 1, max: 1 }],
  ])
})

test('behind a balancer a gap begins when the machine went silent, and not when that was found out', async () => {
  const world = await ServedFileWorld.open()
  const ann = await world.session('ann', 'balancer')
  await world.elapses(9 * secondUs)
  world.network.setUp('server-1', false)
  world.web('web-1').kill()
  const goneUs = world.kernel.scheduler.nowUs

  await world.completes(() => ann.read('.shakedown/format'))
  await world.session('ann', 'balancer')

  const [gap] = world.servers.traffic.gaps()
  expect(gap).toMatchObject({ copy: 'ann', toUs: world.kernel.scheduler.nowUs })
  expect((gap?.fromUs ?? 0) - goneUs).toBeLessThan(secondUs / 100)
  expect(world.kernel.scheduler.nowUs - goneUs).toBeGreaterThan(4 * secondUs)
})
