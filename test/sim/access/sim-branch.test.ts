import { expect, test } from 'vitest'

import { AccessLog } from '../../../src/sim/access/access-log.ts'
import { SimBranch } from '../../../src/sim/access/sim-branch.ts'
import { SimCentre } from '../../../src/sim/access/sim-centre.ts'
import { SimDigest } from '../../../src/sim/machine/sim-digest.ts'
import { SimWorld } from '../../world/sim-world.ts'
import { twoOffices } from '../../world/topologies.ts'

const secondUs = 1_000_000
const hourUs = 3600 * secondUs

/** A centre and its branch at the other end of a line, at work. */
const pair = async ({ lost = 0, retentionUs = hourUs, beatUs = 5 * secondUs } = {}) => {
  const world = new SimWorld(twoOffices, { startsAtMs: 1_000_000 })
  const digest = new SimDigest()
  const log = new AccessLog()
  const firm = { files: [{ id: 'file-1', name: 'ACME' }], users: ['ann', 'bob'], servers: [] }
  const spec = { kind: 'data-centre', id: 'centre', on: 'head-office', retentionUs, beatUs } as const
  const office = {
    kind: 'branch-office',
    id: 'leeds',
    on: 'leeds',
    of: 'centre',
    pollUs: 5e6,
    lost,
  } as const
  const centre = await world.completes(() =>
    SimCentre.make(spec, { kernel: world.kernel, digest, log, firm }),
  )
  const branch = await world.completes(() => SimBranch.make(office, { carrier: world, centre, digest, log }))
  const { kernel, network } = world
  const passes = (us: number) => world.elapses(us)
  kernel.scheduler.after(0, () => {
    kernel.wake()
    centre.open()
    branch.open()
  })
  const stateOf = async (user: string): Promise<unknown> => {
    const answer = await branch.store.facts('user')
    const fact = answer.kind === 'facts' ? answer.facts.find(({ key }) => key.includes(user)) : null
    return fact && JSON.parse(fact.value).state
  }
  const setUp = (isUp: boolean): void => network.setUp('leeds-line', isUp)
  return { world, log, centre, branch, passes, stateOf, setUp }
}

test('(row 58) a branch is filled when the day begins, and hears of what changed within two looks', async () => {
  const { centre, stateOf, passes } = await pair()
  expect(await stateOf('ann')).toBe('active')

  await passes(secondUs)
  await centre.disable('ann')
  await passes(10 * secondUs)

  expect(await stateOf('ann')).toBe('disabled')
})

test('a branch that is cut off goes on as of the moment that it knows, and says how old that is', async () => {
  const { centre, branch, stateOf, passes, setUp } = await pair()
  await passes(60 * secondUs)

  setUp(false)
  await centre.disable('ann')
  await passes(600 * secondUs)
  const behindMs = branch.behindMs
  const whileCut = await stateOf('ann')
  setUp(true)
  await passes(20 * secondUs)

  expect(whileCut).toBe('active')
  expect(behindMs).toBeGreaterThan(590_000)
  expect([await stateOf('ann'), branch.isFollowing]).toEqual(['disabled', true])
  expect(branch.behindMs).toBeLessThan(15_000)
})

test('where half of the answers are lost a branch follows all the same, and nothing is applied twice', async () => {
  const { centre, branch, stateOf, passes } = await pair({ lost: 0.5 })
  for (let change = 0; change < 20; change += 1) {
    await centre.disable('ann')
    await passes(7 * secondUs)
    await centre.enable('ann')
    await passes(7 * secondUs)
  }
  await centre.disable('bob')
  await passes(120 * secondUs)

  expect([await stateOf('ann'), await stateOf('bob')]).toEqual(['active', 'disabled'])
  expect(branch.phase).toBe('serving')
})

test('a branch that was cut off for longer than changes are kept is filled anew beside what it shows', async () => {
  const { log, centre, branch, stateOf, passes, setUp } = await pair({ retentionUs: 60 * secondUs })
  await passes(30 * secondUs)
  setUp(false)
  await centre.disable('ann')
  await passes(300 * secondUs)

  setUp(true)
  await passes(30 * secondUs)

  const shown = log.served.filter(({ isRefilling }) => isRefilling)
  expect(shown.length).toBeGreaterThan(0)
  expect(shown[0]?.facts.find(({ key }) => key.includes('ann'))?.value).toContain('active')
  expect([branch.phase, await stateOf('ann')]).toEqual(['serving', 'disabled'])
})

test('being filled anew is seen though it is over within two round trips', async () => {
  const { log, passes, setUp } = await pair({ retentionUs: 10 * secondUs, beatUs: secondUs / 20 })
  await passes(30 * secondUs)
  setUp(false)
  await passes(60 * secondUs)

  setUp(true)
  await passes(20 * secondUs)

  expect(log.served.map(({ isRefilling }) => isRefilling)).toContain(true)
})

test('(row 59) a write at a branch is refused, with the centre’s name', async () => {
  const { log, branch, passes, stateOf } = await pair()

  await branch.attemptWrite('mallory')
  await passes(30 * secondUs)

  expect(log.attempts).toMatchObject([
    {
      branch: 'leeds',
      outcome: 'refused',
      refusalText: expect.stringContaining('make the change at centre'),
    },
  ])
  expect(await stateOf('mallory')).toBeFalsy()
})
