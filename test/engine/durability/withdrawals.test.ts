import { expect, test } from 'vitest'

import { must } from '../../../src/engine/invariant.ts'
import { Crashed } from '../../../src/sim/machine/disk/crash-disk.ts'
import { SharedBlocks } from '../../../src/sim/machine/disk/shared-blocks.ts'
import { memo } from './beginnings.ts'
import { marks } from './document-operations.ts'
import type { Operation } from './operation.ts'
import { operations } from './operations.ts'
import { prepared, started } from './rehearsal.ts'
import type { Scene } from './scene.ts'

const deletion: Operation = must(
  operations['delete a document, and withdraw its file'],
  'there is such an operation',
)

/** Deletes on a laptop whose power goes before the effect of this number; false where all was done before. */
const isCutOff = async (scene: Scene, effect: number): Promise<boolean> => {
  scene.laptop.power.crashAt(effect)
  try {
    await deletion.act(scene)
    return false
  } catch (error) {
    if (!(error instanceof Crashed)) throw error
    return true
  }
}

const memoAfterRestoring = async (scene: Scene): Promise<string> => {
  const [documentId = ''] = scene.laptop.copy.library.recycleBin().map(({ document }) => document.documentId)
  if (documentId !== '') await marks(scene, documentId, 'restore')
  scene.laptop.copy.checkOutDocuments()
  return new TextDecoder().decode(scene.laptop.disk.read('memo.txt') ?? new Uint8Array(0))
}

test('a document whose file was being taken away lies there again once it is restored, wherever that was cut off', async () => {
  const blocks = new SharedBlocks()
  const base = await prepared(deletion, blocks)
  const found: string[] = []
  for (let effect = 1; ; effect += 1) {
    const scene = started(base, blocks)
    if (!(await isCutOff(scene, effect))) break
    for (const variant of scene.laptop.power.variants(3)) {
      const after = scene.again(blocks, { laptop: scene.laptop.power.restart(variant) })
      after.laptop.open()
      found.push(await memoAfterRestoring(after))
    }
  }

  expect(new Set(found)).toEqual(new Set([memo]))
  expect(found.length).toBeGreaterThan(5)
})
