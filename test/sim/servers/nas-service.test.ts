import { expect, test } from 'vitest'

import { createScheduler } from '../../../src/sim/kernel/scheduler.ts'
import { NasService, slowRequestUs, staleNamesMs } from '../../../src/sim/servers/nas-service.ts'
import { ServedFileWorld } from '../../world/served-file.ts'
import { secondUs } from '../../world/sim-world.ts'

const served = () => {
  const scheduler = createScheduler()
  const nas = new NasService(scheduler)
  const done: number[] = []
  const ask = (): void => nas.serve(() => done.push(scheduler.nowUs))
  const passes = (us: number): void => {
    scheduler.at(scheduler.nowUs + us, () => undefined)
    const untilUs = scheduler.nowUs + us
    while (scheduler.step(untilUs));
  }
  return { nas, done, ask, passes }
}

test('what is asked of a NAS that is well is done at once', () => {
  const { done, ask } = served()
  ask()

  expect(done).toEqual([0])
})

test('a slow one does it later, and a hung one when it hangs no more', () => {
  const { nas, done, ask, passes } = served()
  nas.fails('slow')
  ask()
  passes(secondUs)
  nas.fails('hung')
  ask()
  passes(secondUs)
  expect(done).toEqual([slowRequestUs])

  nas.recovers('hung')
  passes(0)

  expect(done).toEqual([slowRequestUs, 2 * secondUs])
})

test('troubles that overlap end each by itself', () => {
  const { nas } = served()
  nas.fails('slow')
  nas.fails('stale')
  nas.recovers('slow')

  expect(nas.namesMs).toBe(staleNamesMs)
  nas.recovers('stale')
  expect(nas.namesMs).toBe(0)
})

test('while it hangs, whoever asks the server is told after a minute that it cannot be had, and later has it (row 57)', async () => {
  const world = await ServedFileWorld.open()
  const ann = await world.session('ann', 'web-1')
  world.servers.nasServices.get('nas')?.fails('hung')
  const fromUs = world.kernel.scheduler.nowUs

  const answer = await world.completes(() => ann.read('.shakedown/format'))

  expect(answer).toMatchObject({ kind: 'lost' })
  expect((world.kernel.scheduler.nowUs - fromUs) / secondUs).toBeCloseTo(60, 0)
  world.servers.nasServices.get('nas')?.recovers('hung')
  expect((await world.completes(() => ann.read('.shakedown/format'))).kind).toBe('ok')
})

test('a program that dies leaves no session at the NAS behind', async () => {
  const world = await ServedFileWorld.open()
  await world.session('ann', 'web-1')
  await world.session('bob', 'web-2')
  expect(world.table.open).toBe(2)

  world.web('web-1').kill()

  expect(world.table.sessions().map(({ copy }) => copy)).toEqual(['web-2 0'])
})
