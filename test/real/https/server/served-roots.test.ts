import { expect, onTestFinished, test } from 'vitest'

import type { Clock } from '../../../../src/engine/ports/clock.ts'
import { idleMs, ServedRoots } from '../../../../src/real/https/server/served-roots.ts'
import { rootWithFile } from '../gateway.ts'

/** A clock that goes on when it is told to. */
const handClock = () => {
  let nowMs = 1_000_000
  const due = new Map<() => void, number>()
  const clock: Clock = {
    nowMs: () => nowMs,
    after: (delayMs, wake) => {
      const own = (): void => wake()
      due.set(own, nowMs + delayMs)
      return () => void due.delete(own)
    },
  }
  const passes = (ms: number): void => {
    for (const untilMs = nowMs + ms; nowMs < untilMs;) {
      nowMs += 1000
      for (const [wake, atMs] of [...due])
        if (atMs <= nowMs) {
          due.delete(wake)
          wake()
        }
    }
  }
  return { clock, passes, dueCount: () => due.size }
}

const served = async () => {
  const root = await rootWithFile()
  const hand = handClock()
  const roots = new ServedRoots([root], hand.clock)
  onTestFinished(() => roots.close())
  return { root, roots, ...hand }
}

test('a file that nobody asks for is let go of after a quarter of an hour, and the server then waits for nothing', async () => {
  const { roots, passes, dueCount } = await served()
  await roots.find('ACME')
  passes(idleMs - 60_000)
  expect(roots.openCount).toBe(1)

  passes(120_000)

  expect([roots.openCount, dueCount()]).toEqual([0, 0])
})

test('a file that is asked for stays open, and is not opened again', async () => {
  const { roots, passes } = await served()
  const file = await roots.find('ACME')

  for (let asked = 0; asked < 5; asked += 1) {
    passes(idleMs / 2)
    expect(await roots.find('ACME')).toBe(file)
  }
})

test('a file that was let go of is opened anew by whoever asks, as it lies there', async () => {
  const { roots, passes } = await served()
  const before = await roots.find('ACME')
  passes(idleMs + 120_000)

  const after = await roots.find('ACME')

  expect(after).not.toBe(before)
  expect([...((await after?.versions()) ?? [])]).toEqual([...((await before?.versions()) ?? [])])
})

test('a server that serves nothing yet waits for nothing', async () => {
  const { dueCount } = await served()

  expect(dueCount()).toBe(0)
})
