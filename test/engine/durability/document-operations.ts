import { textValue } from '../../../src/engine/event/value.ts'
import { dotText } from '../../../src/engine/identifier/log-id.ts'
import { DiskTrouble } from '../../../src/engine/ports/disk.ts'
import { unlikeBytes } from '../document/unlike-bytes.ts'
import { bothHaveIt, memoOf } from './beginnings.ts'
import type { Operation } from './operation.ts'
import { deed, type Scene, type Side } from './scene.ts'

/** More than one piece of a transfer, and kept as a pack of chunks. */
const large = unlikeBytes(133_000).toHex()
const largeChanged = `${large.slice(0, 100_000)} somebody put this in ${large.slice(100_000)}`

const idOf = (scene: Scene, side: Side, name: string): string =>
  scene[side].copy.documents().find((document) => document.name === name)?.documentId ?? ''

const largeWaits = async (scene: Scene, side: Side): Promise<void> => {
  await bothHaveIt(scene)
  await scene.makesDocument(side, 'large.txt', large)
  await scene.seals()
}

const bothHaveLarge = async (scene: Scene): Promise<void> => {
  await largeWaits(scene, 'office')
  scene.office.copy.checkOutDocuments()
  await scene.exchanges()
}

const largeLies = async (scene: Scene): Promise<void> => {
  await bothHaveLarge(scene)
  scene.laptop.copy.checkOutDocuments()
}

/** Deletes a document on the laptop, or restores it there. */
export const marks = async (scene: Scene, key: string, mark: 'delete' | 'restore'): Promise<void> => {
  const { copy } = scene.laptop
  const record = { table: 'documents', key }
  const outcome = await copy.records[mark](record, copy.records.read(record).seen, deed)
  if (outcome.kind === 'acknowledged') scene.keeps('laptop', mark, outcome.dot)
}

const takesOn = async (scene: Scene, saved: ReadonlyMap<string, string>): Promise<void> => {
  for (const outcome of await scene.laptop.copy.saveExternalEdits(deed)) {
    if (outcome.kind !== 'acknowledged') continue
    const name = scene.laptop.copy.document(outcome.documentId)?.name ?? ''
    scene.keeps('laptop', name, outcome.dot, saved.get(name) ?? null)
  }
}

/** Saves and lays the memo so often, from a number on. */
const savesOften = async (scene: Scene, times: number, from: number): Promise<void> => {
  for (let save = from; save < from + times; save += 1) {
    await scene.saves('laptop', memoOf(scene, 'laptop'), `save ${save}`)
    scene.laptop.copy.checkOutDocuments()
  }
}

const outside = new Map([
  ['large.txt', largeChanged],
  ['papers/found.txt', 'found'],
])

/** What the engine does with large documents, and with those that are deleted, restored, promoted or not taken. */
export const documentOperations: Readonly<Record<string, Operation>> = {
  'save a large document': {
    at: 'laptop',
    prepare: largeLies,
    act: async (scene) => {
      await scene.saves('laptop', idOf(scene, 'laptop', 'large.txt'), largeChanged)
      scene.laptop.copy.checkOutDocuments()
    },
  },
  'lay a large document': {
    at: 'laptop',
    prepare: bothHaveLarge,
    act: async (scene) => scene.laptop.copy.checkOutDocuments(),
  },
  'lay documents until what is noted of them is written anew': {
    at: 'laptop',
    prepare: async (scene) => {
      await bothHaveIt(scene)
      await savesOften(scene, 31, 0)
    },
    act: (scene) => savesOften(scene, 3, 31),
  },
  'take on a large outside save and a new file': {
    at: 'laptop',
    prepare: async (scene) => {
      await largeLies(scene)
      for (const [name, text] of outside) scene.savesOutside('laptop', name, text)
    },
    act: (scene) => takesOn(scene, outside),
    // With a version that comes before the save could be taken on.
    conflictsMax: 1,
  },
  'send a large document, in the office': {
    at: 'office',
    prepare: (scene) => largeWaits(scene, 'laptop'),
    act: (scene) => scene.exchanges(),
  },
  'fetch a large document, on the laptop': {
    at: 'laptop',
    prepare: (scene) => largeWaits(scene, 'office'),
    act: (scene) => scene.exchanges(),
  },
  'send what changed of a large document, in the office': {
    at: 'office',
    prepare: async (scene) => {
      await largeLies(scene)
      await scene.saves('laptop', idOf(scene, 'laptop', 'large.txt'), largeChanged)
    },
    act: (scene) => scene.exchanges(),
  },
  'delete a document, and withdraw its file': {
    at: 'laptop',
    prepare: bothHaveIt,
    act: async (scene) => {
      await marks(scene, memoOf(scene, 'office'), 'delete')
      scene.laptop.copy.checkOutDocuments()
    },
  },
  'restore a document': {
    at: 'laptop',
    prepare: async (scene) => {
      await bothHaveIt(scene)
      await marks(scene, memoOf(scene, 'office'), 'delete')
      scene.laptop.copy.checkOutDocuments()
    },
    act: async (scene) => {
      await marks(scene, memoOf(scene, 'office'), 'restore')
      scene.laptop.copy.checkOutDocuments()
    },
  },
  'take documents by another rule': {
    at: 'laptop',
    prepare: async (scene) => {
      await bothHaveIt(scene)
      scene.laptop.copy.library.setBehaviour('on-demand')
      await scene.makesDocument('office', 'large.txt', large)
      await scene.seals()
      await scene.exchanges()
      scene.laptop.copy.checkOutDocuments()
    },
    act: async (scene) => {
      takesAll(scene)
      const place = { table: 'documents', key: memoOf(scene, 'laptop'), field: 'behaviour' }
      const { seen } = scene.laptop.copy.read(place.table, place.key, place.field)
      const outcome = await scene.laptop.copy.edit(place, textValue('automatic'), seen, deed)
      if (outcome.kind === 'acknowledged') scene.keeps('laptop', 'a behaviour', outcome.dot)
      await scene.exchanges()
      scene.laptop.copy.checkOutDocuments()
    },
    again: (scene) => takesAll(scene),
  },
  'promote a version': {
    at: 'laptop',
    prepare: async (scene) => {
      await largeLies(scene)
      await scene.saves('laptop', idOf(scene, 'laptop', 'large.txt'), largeChanged)
      scene.laptop.copy.checkOutDocuments()
    },
    act: async (scene) => {
      const { copy } = scene.laptop
      const documentId = idOf(scene, 'laptop', 'large.txt')
      const { versions } = copy.library
      const first = versions.of(documentId).at(-1)
      const seen = copy.document(documentId)?.seen ?? ''
      const outcome = await versions.promote(documentId, first ? dotText(first.dot) : '', seen, deed)
      if (outcome.kind === 'acknowledged') scene.keeps('laptop', 'a promotion', outcome.dot, large)
      copy.checkOutDocuments()
    },
  },
}

const takesAll = ({ laptop }: Scene): void => {
  try {
    laptop.copy.library.setBehaviour('automatic')
  } catch (error) {
    if (!(error instanceof DiskTrouble)) throw error
  }
}
