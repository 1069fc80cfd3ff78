import { bothHaveIt, workInBoth } from './beginnings.ts'
import type { Operation } from './operation.ts'
import type { Scene } from './scene.ts'

/** The laptop has a snapshot, and did something since that lies in its journal alone. */
const snapshotOnce = async (scene: Scene): Promise<void> => {
  await bothHaveIt(scene)
  await scene.edits('laptop', 'before', 'in the snapshot')
  await scene.snapshots('laptop')
  await scene.edits('laptop', 'after', 'in the journal')
}

/** Snapshots of what a copy has folded, and copies opened from them. */
export const snapshotOperations: Readonly<Record<string, Operation>> = {
  'write a snapshot': {
    at: 'laptop',
    prepare: workInBoth,
    act: (scene) => scene.snapshots('laptop'),
  },
  'write a snapshot once more': {
    at: 'laptop',
    prepare: snapshotOnce,
    act: (scene) => scene.snapshots('laptop'),
  },
  'open from a snapshot, and write': {
    at: 'laptop',
    prepare: async (scene) => {
      await snapshotOnce(scene)
      scene.laptop.closes()
    },
    act: async (scene) => {
      if (scene.laptop.open() === 'opened') await scene.edits('laptop', 'before', 'written over')
    },
  },
  'exchange after opening from a snapshot': {
    at: 'laptop',
    prepare: async (scene) => {
      await snapshotOnce(scene)
      await scene.edits('office', 'elsewhere', 'meanwhile')
      await scene.seals()
      scene.laptop.closes()
      scene.laptop.open()
    },
    act: (scene) => scene.exchanges(),
  },
}
