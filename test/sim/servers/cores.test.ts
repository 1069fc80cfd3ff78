import fc from 'fast-check'
import { expect, test } from 'vitest'

import { createScheduler } from '../../../src/sim/kernel/scheduler.ts'
import { Cores, workOn } from '../../../src/sim/servers/cores.ts'

/** When each of some pieces of work, given at once, is done. */
const doneAt = (workers: number, cores: number, worksUs: readonly number[]): number[] => {
  const scheduler = createScheduler()
  const machine = { workers: new Cores(scheduler, workers), cores: new Cores(scheduler, cores) }
  const done: number[] = []
  for (const [index, workUs] of worksUs.entries())
    workOn(scheduler, machine, { workUs, done: () => (done[index] = scheduler.nowUs) })
  while (scheduler.step(Number.MAX_SAFE_INTEGER));
  return done
}

test('as many requests are worked on at once as there are workers and processors', () => {
  expect(doneAt(4, 2, [10, 10, 10, 10])).toEqual([10, 10, 20, 20])
  expect(doneAt(1, 2, [10, 10, 10])).toEqual([10, 20, 30])
})

test('what came first begins first', () => {
  expect(doneAt(2, 2, [100, 10, 10, 10])).toEqual([100, 10, 20, 30])
})

test('two programs on one machine share its processors', () => {
  const scheduler = createScheduler()
  const cores = new Cores(scheduler, 1)
  const done: string[] = []
  for (const name of ['a', 'b', 'a'])
    workOn(
      scheduler,
      { workers: new Cores(scheduler, 4), cores },
      { workUs: 10, done: () => done.push(`${name} ${scheduler.nowUs}`) },
    )
  while (scheduler.step(Number.MAX_SAFE_INTEGER));

  expect(done).toEqual(['a 10', 'b 20', 'a 30'])
})

test('a slow machine takes as many times as long', () => {
  const scheduler = createScheduler()
  const cores = new Cores(scheduler, 1)
  cores.slowness = 20
  let doneUs = 0
  workOn(
    scheduler,
    { workers: new Cores(scheduler, 1), cores },
    { workUs: 10, done: () => (doneUs = scheduler.nowUs) },
  )
  while (scheduler.step(Number.MAX_SAFE_INTEGER));

  expect(doneUs).toBe(200)
})

test('no work is lost, and none takes less than it takes', () => {
  const works = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 30 })
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 4 }),
      works,
      (workers, cores, worksUs) => {
        const done = doneAt(workers, cores, worksUs)
        const total = worksUs.reduce((sum, each) => sum + each, 0)
        expect(done.length).toBe(worksUs.length)
        expect(worksUs.every((workUs, index) => (done[index] ?? 0) >= workUs)).toBe(true)
        expect(Math.max(...done)).toBeGreaterThanOrEqual(total / Math.min(workers, cores))
        expect(Math.max(...done)).toBeLessThanOrEqual(total)
      },
    ),
  )
})
