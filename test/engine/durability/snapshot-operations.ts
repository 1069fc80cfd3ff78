import { bothHaveIt, workInBoth } from './beginnings.ts'
import type { Operation } from './operation.ts'
import type { Scene } from './scene.ts'

/** The laptop has a snapshot, and did something since that lies in its journal alone. */
const putAwayOnce = async (scene: Scene): Promise<void> => {
  await bothHaveIt(scene)
  await scene.edits('laptop', 'before', 'put away')
  await scene.putsAway('laptop')
  await scene.edits('laptop', 'after', 'in the journal')
}

/** What a copy has folded is put away, and gone on with. */
export const snapshotOperations: Readonly<Record<string, Operation>> = {
  'put a copy away': {
    at: 'laptop',
    prepare: workInBoth,
    act: (scene) => scene.putsAway('laptop'),
  },
  'put a copy away once more': {
    at: 'laptop',
    prepare: putAwayOnce,
    act: (scene) => scene.putsAway('laptop'),
  },
  'open a copy that was put away, and write': {
    at: 'laptop',
    prepare: async (scene) => {
      await putAwayOnce(scene)
      scene.laptop.closes()
    },
    act: async (scene) => {
      if (scene.laptop.open() === 'opened') await scene.edits('laptop', 'before', 'written over')
    },
  },
  'exchange from a copy that was put away': {
    at: 'laptop',
    prepare: async (scene) => {
      await putAwayOnce(scene)
      await scene.edits('office', 'elsewhere', 'meanwhile')
      await scene.seals()
      scene.laptop.closes()
      scene.laptop.open()
    },
    act: (scene) => scene.exchanges(),
  },
}
