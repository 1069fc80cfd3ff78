import { expect, test } from 'vitest'

import type { DiskFault } from '../../../src/sim/machine/disk/faulty-disk.ts'
import { SharedBlocks } from '../../../src/sim/machine/disk/shared-blocks.ts'
import { dayOrNight } from '../../runner/day-or-night.ts'
import type { Operation } from './operation.ts'
import { operations } from './operations.ts'
import { prepared, started } from './rehearsal.ts'
import type { Scene } from './scene.ts'
import { goOn, lost, remake } from './survival.ts'

/** A disk that did a part of what it refuses, and one that did nothing of it; trouble that passes, and trouble that stays. */
const refusals = [
  { trouble: 'full', lasts: 'once' },
  { trouble: 'denied', lasts: 'once' },
  { trouble: 'broken', lasts: 'lasting' },
  { trouble: 'read-only', lasts: 'lasting' },
] as const

/** Does it while the disk goes wrong; a rejection is a complaint, since expected trouble is a value. */
const actInTrouble = async (scene: Scene, { at, act }: Operation, fault: DiskFault): Promise<string[]> => {
  const { trouble } = scene[at]
  trouble.arm(fault)
  try {
    await act(scene)
    return []
  } catch (error) {
    return [`it threw ${String(error)}`]
  } finally {
    trouble.heal()
  }
}

const faultsOf = async (base: Scene, operation: Operation, blocks: SharedBlocks): Promise<DiskFault[]> => {
  const scene = started(base, blocks)
  const { trouble } = scene[operation.at]
  const never = { trouble: 'full', at: Number.POSITIVE_INFINITY, of: 'effects', lasts: 'once' } as const
  await actInTrouble(scene, operation, never)
  const { effects, looks } = { ...trouble.counts }
  const writes = Array.from({ length: effects }, (_, index) =>
    refusalsAt(index).map((refusal): DiskFault => ({ ...refusal, at: index + 1, of: 'effects' })),
  )
  const reads = Array.from({ length: looks }, (_, index): DiskFault => {
    const kind = index % 2 === 0 ? 'broken' : 'denied'
    return { trouble: kind, at: index + 1, of: 'looks', lasts: 'once' }
  })
  return [...writes.flat(), ...reads.filter((_, index) => index % lookStep === 0)]
}

/** One look in so many meets trouble. An odd step lets both kinds of it alternate. */
const lookStep = dayOrNight({ daily: 3, nightly: 1 })

/** So many of the refusals take turns, and the next effect gets the next ones. */
const refusalsAt = (index: number) => {
  const count = dayOrNight({ daily: 1, nightly: refusals.length })
  return refusals.filter((_, turn) => (turn + index) % refusals.length < count)
}

let pointsInAll = 0

test.each(Object.entries(operations))(
  '%s: trouble at every effect loses nothing',
  async (_name, operation) => {
    const blocks = new SharedBlocks()
    const base = await prepared(operation, blocks)
    const faults = await faultsOf(base, operation, blocks)
    const complaints: string[] = []
    for (const fault of faults) {
      const scene = started(base, blocks)
      const found = await actInTrouble(scene, operation, fault)
      if (found.length === 0) found.push(...(await remake(scene, operation)), ...lost(scene))
      if (found.length === 0) found.push(...(await goOn(scene, operation)))
      complaints.push(...found.map((complaint) => `${JSON.stringify(fault)}: ${complaint}`))
    }
    expect(complaints).toEqual([])
    expect(faults.length).toBeGreaterThan(0)
    pointsInAll += faults.length
  },
)

test('hundreds of points of trouble were tried, and at night more than a thousand', () => {
  expect(pointsInAll).toBeGreaterThan(dayOrNight({ daily: 500, nightly: 1000 }))
})
