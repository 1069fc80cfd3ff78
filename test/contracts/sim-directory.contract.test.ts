import { expect, test } from 'vitest'

import { directoryOverNetwork, type SimAccount, SimDirectory } from '../../src/sim/access/sim-directory.ts'
import { SimWorld } from '../world/sim-world.ts'
import { twoOffices } from '../world/topologies.ts'
import { directoryContract, type KeptDirectory } from './directory-contract.ts'

const ann: SimAccount = { name: 'Ann Auditor', password: 'right horse', state: 'active' }

const known = (): SimDirectory => {
  const directory = new SimDirectory()
  directory.put('ann', ann)
  directory.put('bob', { ...ann, name: 'Bob', password: 'bobs own' })
  return directory
}

const changing =
  (directory: SimDirectory): KeptDirectory['change'] =>
  async (user, to) => {
    const account = directory.find(user)
    directory.put(user, to === 'removed' || !account ? null : { ...account, state: to })
  }

directoryContract('a simulated one, on its own machine', async () => {
  const directory = known()
  return { directory, change: changing(directory) }
})

directoryContract('a simulated one, asked over the network', async () => {
  const world = new SimWorld(twoOffices, { startsAtMs: 1_000_000 })
  const directory = known()
  const asked = directoryOverNetwork(world, 'leeds', { id: 'people', host: 'head-office', directory })
  return {
    change: changing(directory),
    directory: {
      logOn: (user, password) => world.completes(() => asked.logOn(user, password)),
      account: (user) => world.completes(() => asked.account(user)),
      close: () => asked.close(),
    },
  }
})

test.each([
  ['is down', (directory: SimDirectory) => void (directory.isUp = false), () => {}],
  ['is cut off', () => {}, (setUp: (part: string, isUp: boolean) => void) => setUp('leeds-line', false)],
])('a simulated directory that %s is told from a wrong password', async (_what, stop, cut) => {
  const world = new SimWorld(twoOffices, { startsAtMs: 1_000_000 })
  const directory = known()
  const asked = directoryOverNetwork(world, 'leeds', { id: 'people', host: 'head-office', directory })

  stop(directory)
  cut((part, isUp) => world.network.setUp(part, isUp))

  expect(await world.completes(() => asked.logOn('ann', 'right horse'))).toEqual({
    kind: 'unreachable',
    detail: 'people did not answer',
  })
  expect(Math.floor(world.kernel.scheduler.nowUs / 100_000)).toBe(50)
})
