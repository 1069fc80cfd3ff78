import {
  compactFolder,
  type CompactionOutcome,
  defaultCompactionRules,
  type Disk,
  ownFolderSession,
  paths,
  type ShareSession,
} from '../../../src/engine/index.ts'
import { bothHaveIt, workInBoth } from './beginnings.ts'
import { visit } from './machine.ts'
import type { Operation } from './operation.ts'
import type { Scene } from './scene.ts'

/** A line that was sealed event by event, and looked at by somebody who compacts. */
const manySmallBlocks = async (scene: Scene): Promise<void> => {
  await bothHaveIt(scene)
  for (const key of ['a', 'b', 'c', 'd', 'e', 'f']) {
    await scene.edits('office', key, key)
    await scene.seals()
  }
  await compactFolder(visit(scene.office), { clock: { nowMs: () => 0 }, digest: scene.office.ports.digest })
}

/** What a power cut throws is thrown in one's own folder too. */
const compactsLater = (session: ShareSession, { office }: Scene): Promise<CompactionOutcome> =>
  compactFolder(session, {
    clock: { nowMs: () => defaultCompactionRules.graceMs },
    digest: office.ports.digest,
  })

/** A bit of the heads, of each segment of the journal, of each block and of each document. */
const spoil = (disk: Disk): void => {
  const lines = disk.list(paths.rangesFolder).map((line) => `${paths.rangesFolder}/${line}`)
  const starts = disk.list(paths.contentsFolder).map((start) => `${paths.contentsFolder}/${start}`)
  const folders = [paths.journalFolder, ...lines, ...starts]
  const files = folders.flatMap((folder) => disk.list(folder).map((name) => `${folder}/${name}`))
  for (const path of [paths.heads, ...files]) {
    const bytes = disk.read(path) ?? new Uint8Array(0)
    const at = bytes.length >>> 1
    disk.writeWhole(path, bytes.with(at, (bytes[at] ?? 0) ^ 1))
  }
}

/** What keeps a folder in order. */
export const folderOperations: Readonly<Record<string, Operation>> = {
  'compact a folder, in the office': {
    at: 'office',
    prepare: manySmallBlocks,
    act: (scene) => compactsLater(ownFolderSession(scene.office.disk), scene),
  },
  'compact a folder as a visitor, in the office': {
    at: 'office',
    prepare: manySmallBlocks,
    act: (scene) => compactsLater(visit(scene.office), scene),
  },
  'repair a damaged folder': {
    at: 'office',
    prepare: async (scene) => {
      await workInBoth(scene)
      await scene.exchanges()
      await scene.seals()
      await scene.seals('laptop')
      await scene.exchanges()
      scene.office.closes()
      spoil(scene.office.disk)
    },
    act: (scene) => scene.repairs(),
    isDamaged: true,
  },
}
