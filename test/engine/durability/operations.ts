import { textValue } from '../../../src/engine/event/value.ts'
import { dotText } from '../../../src/engine/identifier/log-id.ts'
import { writePresence } from '../../../src/engine/replication/presence/presence-record.ts'
import { jsonBytes } from '../../../src/engine/storage/folder/copy-identity.ts'
import { paths } from '../../../src/engine/storage/folder/layout.ts'
import { bothHaveIt, letter, memo, memoOf, officeHasIt, workInBoth } from './beginnings.ts'
import { documentOperations } from './document-operations.ts'
import { folderOperations } from './folder-operations.ts'
import { visit } from './machine.ts'
import type { Operation } from './operation.ts'
import { deed, type Scene, type Side } from './scene.ts'
import { snapshotOperations } from './snapshot-operations.ts'

/** Ann on the laptop and Bob in the office write the same field, and the laptop has both values. */
const inConflict = async (scene: Scene): Promise<void> => {
  await bothHaveIt(scene)
  await scene.edits('office', 'first', 'of the office')
  await scene.edits('laptop', 'first', 'of the laptop')
  await scene.seals()
  await scene.exchanges()
}

/** More than one piece of a transfer. */
const long = Array.from({ length: 15_000 }, (_, index) => `line ${index}`).join('\n')

const longWaits = async (scene: Scene, side: Side): Promise<void> => {
  await bothHaveIt(scene)
  await scene.makesDocument(side, 'long.txt', long)
  await scene.seals()
}

const record = (key: string, text: string) => ({ table: 'tb', key, field: 'name', value: textValue(text) })

/** By name. One more operation of the engine is one more entry here. */
export const operations: Readonly<Record<string, Operation>> = {
  'create a client file': { at: 'office', prepare: async () => {}, act: (scene) => scene.createsFile() },
  'join from a parent': { at: 'laptop', prepare: officeHasIt, act: (scene) => scene.joins() },
  'import documents': {
    at: 'office',
    prepare: async (scene) => void (await scene.createsFile()),
    act: async (scene) => {
      await scene.makesDocument('office', 'memo.txt', memo)
      await scene.makesDocument('office', 'papers/letter.txt', letter)
      scene.office.copy.checkOutDocuments()
    },
  },
  'edit a field': {
    at: 'laptop',
    prepare: bothHaveIt,
    act: (scene) => scene.edits('laptop', 'first', 'two'),
  },
  'edit three fields at one moment': {
    at: 'laptop',
    prepare: bothHaveIt,
    act: (scene) => Promise.all(['a', 'b', 'c'].map((key) => scene.edits('laptop', key, key.repeat(300)))),
  },
  'edit one field after the other': {
    at: 'laptop',
    prepare: bothHaveIt,
    act: async (scene) => {
      for (const key of ['a', 'b', 'c']) await scene.edits('laptop', key, key)
    },
  },
  'edit a group': {
    at: 'laptop',
    prepare: bothHaveIt,
    act: async (scene) => {
      const place = { table: 'tb', key: 'row', group: 'sum' }
      const fields = [['debit', textValue('1')] as const, ['credit', textValue('2')] as const]
      const { seen } = scene.laptop.copy.read('tb', 'row', 'sum')
      const outcome = await scene.laptop.copy.editGroup(place, fields, seen, deed)
      if (outcome.kind === 'acknowledged') scene.keeps('laptop', 'a group', outcome.dot)
    },
  },
  'write records': {
    at: 'laptop',
    prepare: bothHaveIt,
    act: async (scene) => {
      const keys = ['x', 'y', 'z']
      const outcome = await scene.laptop.copy.writeRecords(
        keys.map((key) => record(key, key.repeat(400))),
        deed,
      )
      if (!('kind' in outcome)) scene.keeps('laptop', 'records', outcome)
    },
  },
  'save a document': {
    at: 'laptop',
    prepare: bothHaveIt,
    act: async (scene) => {
      await scene.saves('laptop', memoOf(scene, 'laptop'), `${memo} changed`)
      scene.laptop.copy.checkOutDocuments()
    },
  },
  'take on an outside save': {
    at: 'laptop',
    prepare: async (scene) => {
      await bothHaveIt(scene)
      scene.savesOutside('laptop', 'memo.txt', `${memo} by Word`)
    },
    act: async (scene) => {
      for (const outcome of await scene.laptop.copy.saveExternalEdits(deed)) {
        if (outcome.kind === 'acknowledged')
          scene.keeps('laptop', 'an outside save', outcome.dot, `${memo} by Word`)
      }
    },
    // With a version that comes before the save could be taken on.
    conflictsMax: 1,
  },
  'lay a document under a new name': {
    at: 'laptop',
    prepare: async (scene) => {
      await bothHaveIt(scene)
      const place = { table: 'documents', key: memoOf(scene, 'laptop'), field: 'name' }
      const { seen } = scene.laptop.copy.read(place.table, place.key, place.field)
      await scene.laptop.copy.edit(place, textValue('papers/renamed.txt'), seen, deed)
    },
    act: async (scene) => scene.laptop.copy.checkOutDocuments(),
  },
  'exchange and lay, on the laptop': {
    at: 'laptop',
    prepare: workInBoth,
    act: async (scene) => {
      await scene.exchanges()
      scene.laptop.copy.checkOutDocuments()
    },
  },
  'exchange, in the office': { at: 'office', prepare: workInBoth, act: (scene) => scene.exchanges() },
  'send a long document, in the office': {
    at: 'office',
    prepare: (scene) => longWaits(scene, 'laptop'),
    act: (scene) => scene.exchanges(),
  },
  'fetch a long document, on the laptop': {
    at: 'laptop',
    prepare: (scene) => longWaits(scene, 'office'),
    act: async (scene) => {
      await scene.exchanges()
      scene.laptop.copy.checkOutDocuments()
    },
  },
  'exchange through a server, on the laptop': {
    at: 'laptop',
    prepare: workInBoth,
    act: async (scene) => {
      await scene.exchangesThroughServer()
      scene.laptop.copy.checkOutDocuments()
    },
  },
  'exchange through a server, in the office': {
    at: 'office',
    prepare: workInBoth,
    act: (scene) => scene.exchangesThroughServer(),
  },
  'take on what a visitor left, and seal': {
    at: 'office',
    prepare: async (scene) => {
      await workInBoth(scene)
      await scene.exchanges()
      await scene.edits('office', 'fourth', 'four')
    },
    act: async (scene) => {
      await scene.seals()
      scene.office.copy.checkOutDocuments()
    },
  },
  'rotate the journal': {
    at: 'office',
    prepare: async (scene) => {
      await bothHaveIt(scene)
      await scene.office.copy.writeRecords([record('long', 'l'.repeat(300_000))], deed)
    },
    act: async (scene) => {
      await scene.seals()
      await scene.edits('office', 'fresh', 'in the new segment')
    },
  },
  'resolve a conflict': {
    at: 'laptop',
    prepare: inConflict,
    act: async (scene) => {
      const place = { table: 'tb', key: 'first', field: 'name' }
      const heads = scene.laptop.copy.read('tb', 'first', 'name').register?.siblings ?? []
      const ids = heads.map(({ dot }) => dotText(dot))
      const outcome = await scene.laptop.copy.resolve({ ...place, take: ids[0] ?? '', resolves: ids }, deed)
      if (outcome.kind === 'resolved') scene.keeps('laptop', 'a settlement', outcome.dot)
    },
    conflictsMax: 1,
  },
  'set a link and leave a card': {
    at: 'laptop',
    prepare: bothHaveIt,
    act: async (scene) => {
      const { laptop, office } = scene
      try {
        laptop.disk.writeWhole(paths.linkSettings, jsonBytes({ address: 'office' }))
      } catch (error) {
        if (laptop.power.isDown) throw error
      }
      await writePresence(visit(office), laptop.copy, { sinceMs: 1, leftMs: null, from: 'office', unsent: 0 })
    },
  },
  'open after a record was torn': {
    at: 'laptop',
    prepare: async (scene) => {
      await bothHaveIt(scene)
      scene.laptop.closes()
      const file = scene.laptop.disk.openAppend(`${paths.walFolder}/00000001`)
      file.append(new Uint8Array(700))
      file.sync()
      file.close()
    },
    act: async (scene) => scene.laptop.open(),
  },
  ...documentOperations,
  ...folderOperations,
  ...snapshotOperations,
}
