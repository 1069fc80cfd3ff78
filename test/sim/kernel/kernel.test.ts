import { describe, expect, test, vi } from 'vitest'

import { createKernel, type KernelOptions } from '../../../src/sim/kernel/kernel.ts'
import { PendingCalls } from '../../../src/sim/kernel/pending-calls.ts'
import type { QuiescenceKind } from '../../../src/sim/kernel/quiescence.ts'

const noonMs = Date.UTC(2026, 0, 5, 12)
const kernelOf = (changes: Partial<KernelOptions> = {}) =>
  createKernel({
    seed: 1,
    startsAtMs: noonMs,
    quiescence: 'tick',
    traps: null,
    traceListener: null,
    ...changes,
  })

const waits = async (count: number): Promise<void> => {
  for (let left = count; left > 0; left -= 1) await Promise.resolve()
}

describe('kernel', () => {
  test.each<QuiescenceKind>(['tick', 'immediate'])('by %s it rests before the next event', async (rest) => {
    const kernel = kernelOf({ quiescence: rest })
    const told: string[] = []
    kernel.scheduler.at(5, () => {
      kernel.wake()
      void waits(200).then(() => told.push('the engine came to rest'))
    })
    kernel.scheduler.at(5, () => told.push('the next event'))

    await kernel.run(10)

    expect(told).toEqual(['the engine came to rest', 'the next event'])
  })

  test('a reaction meets the moment of its event', async () => {
    const kernel = kernelOf()
    let reactedAtUs = -1
    kernel.scheduler.at(7, () => {
      kernel.wake()
      void waits(50).then(() => (reactedAtUs = kernel.scheduler.nowUs))
    })
    kernel.scheduler.at(8, () => undefined)

    await kernel.run(10)

    expect(reactedAtUs).toBe(7)
  })

  test('what a reaction plans for now still runs now', async () => {
    const kernel = kernelOf()
    const ranAtUs: number[] = []
    kernel.scheduler.at(3, () => {
      kernel.wake()
      void waits(3).then(() => kernel.scheduler.after(0, () => ranAtUs.push(kernel.scheduler.nowUs)))
    })

    await kernel.run(3)

    expect(ranAtUs).toEqual([3])
  })

  test('it stops at the time it is given', async () => {
    const kernel = kernelOf()
    const late = vi.fn()
    kernel.scheduler.at(11, late)

    await kernel.run(10)
    expect(late).not.toHaveBeenCalled()

    await kernel.run(11)
    expect(late).toHaveBeenCalledOnce()
  })

  test('it stops early when asked at rest', async () => {
    const kernel = kernelOf()
    const seen: number[] = []
    for (const atUs of [1, 2, 3])
      kernel.scheduler.at(atUs, () => {
        kernel.wake()
        seen.push(atUs)
      })

    await kernel.run(10, () => seen.length === 2)

    expect(seen).toEqual([1, 2])
  })

  test('its clock is that of the world', async () => {
    const kernel = kernelOf()
    kernel.scheduler.at(1_500_999, () => undefined)

    await kernel.run(2_000_000)

    expect(kernel.nowMs()).toBe(noonMs + 1500)
  })

  test('the traps are shut only while it runs', async () => {
    const told: string[] = []
    const traps = {
      enter: () => void told.push('enter'),
      leave: () => void told.push('leave'),
      disarm: () => void told.push('disarm'),
    }
    const kernel = kernelOf({ traps })
    kernel.scheduler.at(1, () => told.push('event'))

    await kernel.run(1)

    expect(told).toEqual(['enter', 'event', 'leave'])
  })

  test('the traps open again when an event throws', async () => {
    const leave = vi.fn()
    const kernel = kernelOf({ traps: { enter: () => undefined, leave, disarm: () => undefined } })
    kernel.scheduler.at(1, () => {
      throw new Error('a defect')
    })

    await expect(kernel.run(1)).rejects.toThrow('a defect')
    expect(leave).toHaveBeenCalledOnce()
  })
})

describe('pending calls', () => {
  test('what was begun and not ended is open', () => {
    const calls = new PendingCalls()
    const first = calls.begin('ann asks office')
    calls.begin('bob asks office')
    calls.begin('bob asks office')

    calls.end(first)

    expect(calls.open()).toEqual(['bob asks office', 'bob asks office'])
  })

  test('ending a call twice ends no other', () => {
    const calls = new PendingCalls()
    const first = calls.begin('ann asks office')
    calls.end(first)
    calls.begin('bob asks office')

    calls.end(first)

    expect(calls.open()).toEqual(['bob asks office'])
  })
})
