import { expect, test } from 'vitest'

import { must } from '../../../src/engine/invariant.ts'
import { Crashed } from '../../../src/sim/machine/disk/crash-disk.ts'
import type { CrashVariant, TornOffsets } from '../../../src/sim/machine/disk/crash-variant.ts'
import { SharedBlocks } from '../../../src/sim/machine/disk/shared-blocks.ts'
import { dayOrNight } from '../../runner/day-or-night.ts'
import type { Operation } from './operation.ts'
import { operations } from './operations.ts'
import { prepared, started } from './rehearsal.ts'
import { diskDigest, promisesDigest } from './scene-digest.ts'
import type { Scene } from './scene.ts'
import { type Complaints, goOn, lost, reopen } from './survival.ts'

/** Of the places within the last records where the power may go, so many are drawn; what lies on sectors is all tried. */
const tornPlaces = dayOrNight({ daily: 1, nightly: 3 })

const crashedAt = async (base: Scene, operation: Operation, effect: number, blocks: SharedBlocks) => {
  const scene = started(base, blocks)
  const { power } = scene[operation.at]
  power.crashAt(effect)
  try {
    await operation.act(scene)
  } catch (error) {
    if (!(error instanceof Crashed)) throw error
  }
  return scene
}

const countEffects = async (base: Scene, operation: Operation, blocks: SharedBlocks): Promise<number> => {
  const scene = await crashedAt(base, operation, Number.POSITIVE_INFINITY, blocks)
  return scene[operation.at].power.effects.length
}

const crashed = async (base: Scene, operation: Operation, torn: TornOffsets, blocks: SharedBlocks) => {
  const count = await countEffects(base, operation, blocks)
  const survived = survivals(base, operation)
  const complaints: string[] = []
  let points = 0
  for (let effect = 1; effect <= count; effect += 1) {
    const scene = await crashedAt(base, operation, effect, blocks)
    const { power } = scene[operation.at]
    expect(power.isDown).toBe(true)
    const before = unchangedDigest(scene, operation)
    for (const variant of power.variants(torn)) {
      const after = scene.again(blocks, { [operation.at]: power.restart(variant) })
      const where = `effect ${effect} (${power.effects.at(-1)}), ${variantText(variant)}`
      complaints.push(...(await survived(after, before)).map((complaint) => `${where}: ${complaint}`))
      points += 1
    }
  }
  return { count, points, complaints }
}

/** What a crash cannot change any more: the other machine, and what people were told. */
const unchangedDigest = (scene: Scene, { at }: Operation): string =>
  diskDigest(scene[at === 'office' ? 'laptop' : 'office'].power.disk) + promisesDigest(scene)

/** Tells the complaints about a scene after a crash. Many crashes leave equal scenes: each is tried once. */
const survivals = (base: Scene, operation: Operation) => {
  const known = new Map<string, Complaints>()
  return async (after: Scene, unchanged: string): Promise<Complaints> => {
    const key = unchanged + diskDigest(after[operation.at].power.disk)
    const complaints = known.get(key) ?? (await survival(after, base, operation))
    known.set(key, complaints)
    return complaints
  }
}

const survival = async (after: Scene, base: Scene, operation: Operation): Promise<Complaints> => {
  const found = [...(await reopen(after, base.laptop.isOpen, operation)), ...lost(after)]
  return found.length > 0 ? found : goOn(after, operation)
}

const variantText = ({ tails, isUnderWayDone }: CrashVariant): string =>
  [...tails].map(([path, tail]) => `${path} ${JSON.stringify(tail)}`).join() +
  (isUnderWayDone ? ' with what was under way' : '')

let pointsInAll = 0

test.each(Object.entries(operations))(
  '%s: a crash at every effect loses nothing',
  async (_name, operation) => {
    const blocks = new SharedBlocks()
    const base = await prepared(operation, blocks)

    const { count, points, complaints } = await crashed(base, operation, tornPlaces, blocks)

    expect(complaints).toEqual([])
    expect(points).toBeGreaterThan(count)
    pointsInAll += points
  },
)

test('a record may be torn at every byte', async () => {
  const blocks = new SharedBlocks()
  const operation: Operation = must(operations['edit a field'], 'there is such an operation')
  const base = await prepared(operation, blocks)

  const { points, complaints } = await crashed(base, operation, 'every', blocks)

  expect(complaints).toEqual([])
  expect(points).toBeGreaterThan(100)
})

test('crashes at every write: more than five hundred points were tried (row 61)', () => {
  expect(pointsInAll).toBeGreaterThan(500)
})
