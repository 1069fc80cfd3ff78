import type { SharedBlocks } from '../../../src/sim/machine/disk/shared-blocks.ts'
import type { Operation } from './operation.ts'
import { Scene } from './scene.ts'

/** A scene in which the operation is about to happen: to be done again and again, and gone wrong each time elsewhere. */
export const prepared = async ({ prepare }: Operation, blocks: SharedBlocks): Promise<Scene> => {
  const scene = Scene.empty(blocks)
  await prepare(scene)
  return scene
}

/** The same scene on machines of its own, with the programs running that ran there. */
export const started = (base: Scene, blocks: SharedBlocks): Scene => {
  const scene = base.again(blocks)
  for (const side of ['office', 'laptop'] as const) if (base[side].isOpen) scene[side].open()
  return scene
}
