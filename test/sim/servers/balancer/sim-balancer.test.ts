import { expect, test } from 'vitest'

import { secondUs, ServedEstate } from '../served-estate.ts'

const read = '.shakedown/format'

test('a client with a cookie stays at the server that it had (row 55)', async () => {
  const estate = await ServedEstate.open()
  const ann = await estate.session('ann', 'balancer')
  const bob = await estate.session('bob', 'balancer')

  for (let round = 0; round < 4; round += 1) {
    await estate.lives(() => ann.read(read))
    await estate.lives(() => bob.read(read))
  }

  // A greeting and four reads each.
  expect([estate.web('web-1').requests, estate.web('web-2').requests]).toEqual([5, 5])
})

test('by its address a client stays there too, until the balancer has forgotten', async () => {
  const estate = await ServedEstate.open({ stickiness: 'source-address' })
  const ann = await estate.session('ann', 'balancer')
  await estate.lives(() => ann.read(read))
  expect(estate.web('web-1').requests).toBe(2)

  estate.balancer.stop()
  estate.balancer.start()
  const bob = await estate.session('bob', 'balancer', estate.client('bob', 'bench'))
  const again = await estate.session('ann', 'balancer')
  await estate.lives(() => again.read(read))
  await estate.lives(() => bob.read(read))

  expect([estate.web('web-1').requests, estate.web('web-2').requests]).toEqual([4, 2])
})

test('without stickiness the servers take turns', async () => {
  const estate = await ServedEstate.open({ stickiness: 'none' })
  const ann = await estate.session('ann', 'balancer')

  for (let round = 0; round < 5; round += 1) await estate.lives(() => ann.read(read))

  expect([estate.web('web-1').requests, estate.web('web-2').requests]).toEqual([3, 3])
})

test('a server that refuses is tried again, and the last try goes to another one before anybody notices (row 55)', async () => {
  const estate = await ServedEstate.open()
  const ann = await estate.session('ann', 'balancer')
  await estate.passes(secondUs)
  estate.web('web-1').kill()

  const answer = await estate.lives(() => ann.read(read))

  expect(answer.kind).toBe('ok')
  expect(estate.servers.traffic.lost).toBe(0)
})

test('without redispatch it is not, and the client hears of it', async () => {
  const check = { everyUs: 60 * secondUs, rise: 2, fall: 3, timeoutUs: secondUs }
  const estate = await ServedEstate.open({ redispatch: false, check })
  const ann = await estate.session('ann', 'balancer')
  // By then each was found to be well, and one failed check takes nobody down.
  await estate.passes(61 * secondUs)
  estate.web('web-1').kill()

  const answer = await estate.lives(() => ann.read(read))

  expect(answer).toMatchObject({ kind: 'lost', detail: expect.stringContaining('503') })
})

test('a machine that is gone in silence is found out, and its clients are told', async () => {
  const estate = await ServedEstate.open()
  const ann = await estate.session('ann', 'balancer')
  estate.network.setUp('server-1', false)
  estate.web('web-1').kill()
  const fromUs = estate.kernel.agenda.nowUs

  const answer = await estate.lives(() => ann.read(read))

  expect(answer.kind).toBe('lost')
  expect(estate.kernel.agenda.nowUs - fromUs).toBeLessThanOrEqual(12 * secondUs)
  await estate.passes(12 * secondUs)
  expect(estate.balancer.believedUp).toEqual(['web-2'])
  const again = await estate.session('ann', 'balancer')
  expect((await estate.lives(() => again.read(read))).kind).toBe('ok')
})

test('a server that comes back is believed after as many checks as its rise', async () => {
  const estate = await ServedEstate.open()
  estate.web('web-1').kill()
  await estate.passes(10 * secondUs)
  expect(estate.balancer.believedUp).toEqual(['web-2'])

  estate.web('web-1').start()
  await estate.passes(secondUs)
  expect(estate.balancer.believedUp).toEqual(['web-2'])

  await estate.passes(4 * secondUs)
  expect(estate.balancer.believedUp).toEqual(['web-1', 'web-2'])
})

test('a drained server gets nobody new', async () => {
  const estate = await ServedEstate.open()
  estate.balancer.drain('web-1', true)

  await estate.session('ann', 'balancer')
  await estate.session('bob', 'balancer')

  expect([estate.web('web-1').requests, estate.web('web-2').requests]).toEqual([0, 2])
})

test('a balancer that restarts ends every connection, and takes none meanwhile', async () => {
  const estate = await ServedEstate.open()
  const ann = await estate.session('ann', 'balancer')
  await estate.lives(() => ann.read(read))
  estate.balancer.stop()

  expect((await estate.lives(() => ann.read(read))).kind).toBe('lost')
  estate.balancer.start()
  const again = await estate.session('ann', 'balancer')

  expect((await estate.lives(() => again.read(read))).kind).toBe('ok')
  expect(estate.diary).toEqual(['ann enters balancer', 'ann leaves balancer', 'ann enters balancer'])
})
