import { expect, test } from 'vitest'

import { sleepMs } from '../../../src/engine/ports/clock.ts'
import { WatchClock } from '../../../src/sim/servers/watch-clock.ts'
import { secondUs, SimWorld } from '../../world/sim-world.ts'
import { office } from '../../world/topologies.ts'

/** Somebody who looks twice a second, and when they did, in seconds. */
const watching = () => {
  const world = new SimWorld(office)
  const { kernel } = world
  const folder = { changes: 0 }
  let isAlive = true
  const clock = new WatchClock(kernel, { changes: () => folder.changes }, () => isAlive)
  const looks: number[] = []
  const watch = async (): Promise<void> => {
    while (isAlive) {
      await sleepMs(clock, 500)
      looks.push(kernel.scheduler.nowUs / secondUs)
    }
  }
  void watch()
  return {
    looks,
    clock,
    die: () => (isAlive = false),
    at: (seconds: number, act: () => void) => kernel.scheduler.at(seconds * secondUs, act),
    changesAt: (seconds: number) => kernel.scheduler.at(seconds * secondUs, () => (folder.changes += 1)),
    passes: (seconds: number) => world.elapses(seconds * secondUs),
  }
}

test('a folder that nobody changes is looked into at first, and then once a minute', async () => {
  const { looks, passes } = watching()

  await passes(150)

  expect(looks).toEqual([0.5, 60.5, 120.5])
})

test('a change is seen at the next of the half seconds, as if each of them had brought a look', async () => {
  const { looks, changesAt, passes } = watching()
  changesAt(7.1)
  changesAt(7.2)
  changesAt(9.5)

  await passes(30)

  expect(looks).toEqual([0.5, 7.5, 9.5])
})

test('after a look that failed there is another one, though nothing was changed', async () => {
  const { looks, clock, at, passes } = watching()
  at(3.2, () => clock.forget())

  await passes(30)

  expect(looks).toEqual([0.5, 3.5])
})

test('a program that died looks no more', async () => {
  const { looks, die, at, changesAt, passes } = watching()
  at(3, die)
  changesAt(4)

  await passes(30)

  expect(looks).toEqual([0.5])
})
