import {
  keepVersionsField,
  settingsKey,
  settingsTable,
} from '../../../src/engine/document/retention-policy.ts'
import { textValue } from '../../../src/engine/event/value.ts'
import { invariant } from '../../../src/engine/invariant.ts'
import { type Disk, DiskTrouble } from '../../../src/engine/ports/disk.ts'
import type { ShareSession } from '../../../src/engine/ports/share-client.ts'
import { Quarantine } from '../../../src/engine/repair/quarantine.ts'
import { restorePacks } from '../../../src/engine/repair/restore-packs.ts'
import type { OthersLease } from '../../../src/engine/replica/others-leases.ts'
import {
  compactFolder,
  type CompactionOutcome,
  defaultCompactionRules,
} from '../../../src/engine/replication/exchange/compact-folder.ts'
import { unfinishedGraceMs } from '../../../src/engine/replication/exchange/drop-unfinished.ts'
import { applyRetention } from '../../../src/engine/replication/maintenance/apply-retention.ts'
import { writePresence } from '../../../src/engine/replication/presence/presence-record.ts'
import { incomingPath, packPath } from '../../../src/engine/storage/folder/layout.ts'
import { paths } from '../../../src/engine/storage/folder/layout.ts'
import { ownFolderSession } from '../../../src/engine/storage/folder/own-folder.ts'
import { unlikeBytes } from '../document/unlike-bytes.ts'
import { registerMany } from '../replication/exchange/many-logs.ts'
import { bothHaveIt, memoOf, workInBoth } from './beginnings.ts'
import { coldRule, visit } from './machine.ts'
import type { Operation } from './operation.ts'
import { bytes, deed, type Scene } from './scene.ts'

/** A line that was sealed event by event, and looked at by somebody who compacts. */
const manySmallBlocks = async (scene: Scene): Promise<void> => {
  await bothHaveIt(scene)
  for (const key of ['a', 'b', 'c', 'd', 'e', 'f']) {
    await scene.edits('office', key, key)
    await scene.seals()
  }
  await compactFolder(visit(scene.office), { clock: { nowMs: () => 0 }, digest: scene.office.ports.digest })
}

/** So many lines that the next ones make the heads too long, and all of them are put to rest. */
const nearlyTooManyLines = async (scene: Scene): Promise<void> => {
  await bothHaveIt(scene)
  await registerMany(scene.office.copy, coldRule.newMin - 4)
  await scene.seals()
  await registerMany(scene.office.copy, coldRule.newMin)
  await scene.edits('office', 'second', 'two')
}

/** What a power cut throws is thrown in one's own folder too. */
const compactsLater = (
  session: ShareSession,
  { office }: Scene,
  graceMs = defaultCompactionRules.graceMs,
): Promise<CompactionOutcome> =>
  compactFolder(session, {
    clock: { nowMs: () => graceMs },
    digest: office.ports.digest,
  })

/** A bit of the heads, of each segment of the journal, of each block and of each document. */
const spoil = (disk: Disk): void => {
  const lines = disk.list(paths.rangesFolder).map((line) => `${paths.rangesFolder}/${line}`)
  const starts = disk.list(paths.contentsFolder).map((start) => `${paths.contentsFolder}/${start}`)
  const folders = [paths.walFolder, ...lines, ...starts]
  const files = folders.flatMap((folder) => disk.list(folder).map((name) => `${folder}/${name}`))
  for (const path of [paths.versionVector, ...files]) {
    const bytes = disk.read(path) ?? new Uint8Array(0)
    const at = bytes.length >>> 1
    disk.writeWhole(path, bytes.with(at, (bytes[at] ?? 0) ^ 1))
  }
}

/** The beginnings of two transfers, which somebody who compacts has seen. */
const piecesLie = async (scene: Scene): Promise<void> => {
  await bothHaveIt(scene)
  const { disk, ports } = scene.office
  for (const by of ['0123456789abcdef', 'saved'])
    disk.writeWhole(incomingPath(ports.digest.sha256Hex(bytes(by)), by), bytes('a piece'))
  await compactFolder(visit(scene.office), { clock: { nowMs: () => 0 }, digest: ports.digest })
}

const guards = ({ laptop }: Scene, leases: readonly OthersLease[]): void => {
  try {
    laptop.copy.leases.learned(leases)
    laptop.copy.library.guardReserved(laptop.copy.leases)
  } catch (error) {
    if (!(error instanceof DiskTrouble)) throw error
  }
}

/** What the repair of a folder does about it, without all that it looks at besides. */
const putTogether = ({ office }: Scene): void => {
  const { disk, ports } = office
  const hash = ports.digest.sha256Hex(bytes(large))
  const lost = new Map([[hash, { hash, sizeBytes: large.length }]])
  try {
    restorePacks(ports, lost, { files: ['large.txt'], quarantine: new Quarantine(disk) })
  } catch (error) {
    if (!(error instanceof DiskTrouble)) throw error
  }
}

const keepDays = 30
const dayMs = 24 * 60 * 60 * 1000
const large = unlikeBytes(133_000).toHex()

const keepsFor = async (scene: Scene, howLong: string): Promise<void> => {
  const place = { table: settingsTable, key: settingsKey, field: keepVersionsField }
  const { seen } = scene.office.copy.read(place.table, place.key, place.field)
  await scene.office.copy.edit(place, textValue(howLong), seen, deed)
}

/** Small and large versions that were replaced, all of them known to both, which nobody promised to keep. */
const severalVersions = async (scene: Scene): Promise<void> => {
  await bothHaveIt(scene)
  await scene.makesDocument('office', 'large.txt', large)
  for (const { documentId, name } of scene.office.copy.documents())
    await scene.saves('office', documentId, `${name === 'large.txt' ? large : 'memo'} and more`)
  await keepsFor(scene, `${keepDays}d`)
  scene.office.copy.checkOutDocuments()
  await scene.seals()
  await scene.exchanges()
  scene.laptop.copy.checkOutDocuments()
  await writePresence(visit(scene.office), scene.laptop.copy, {
    sinceMs: 1,
    leftMs: null,
    from: null,
    unsent: 0,
  })
  const { contents, library } = scene.office.copy
  const spent = new Set(library.spentVersions().map(({ hash }) => hash))
  invariant(spent.size === 2 && contents.packs.versions().length === 2, 'two versions may go')
  for (const [at, kept] of scene.acknowledged.entries())
    if (spent.has(kept.content?.hash ?? '')) scene.acknowledged[at] = { ...kept, content: null }
}

/** Somebody looks after the office's folder, so many days later. */
const looks = (scene: Scene, days: number, link: ShareSession | null = null): Promise<unknown> => {
  const { copy, ports } = link ? scene.laptop : scene.office
  const clock = { nowMs: () => ports.clock.nowMs() + days * dayMs }
  return applyRetention({ copy, ports: { ...ports, clock }, link })
}

/** What keeps a folder in order. */
export const folderOperations: Readonly<Record<string, Operation>> = {
  'put heads to rest': {
    at: 'office',
    prepare: nearlyTooManyLines,
    act: (scene) => scene.seals(),
  },
  'announce over heads at rest': {
    at: 'office',
    prepare: async (scene) => {
      await nearlyTooManyLines(scene)
      await scene.seals()
      await scene.edits('laptop', 'third', 'three')
    },
    act: (scene) => scene.exchanges(),
  },
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
  'put aside what the policy does not keep, in the office': {
    at: 'office',
    prepare: async (scene) => {
      await severalVersions(scene)
      await looks(scene, 0)
    },
    act: (scene) => looks(scene, keepDays + 1),
  },
  'put aside as a visitor, in the office': {
    at: 'office',
    prepare: async (scene) => {
      await severalVersions(scene)
      await looks(scene, 0, visit(scene.office))
    },
    act: (scene) => looks(scene, keepDays + 1, visit(scene.office)),
  },
  'drop what lay aside, in the office': {
    at: 'office',
    prepare: async (scene) => {
      await severalVersions(scene)
      for (const day of [0, keepDays + 1]) await looks(scene, day)
    },
    act: (scene) => looks(scene, keepDays + 3),
  },
  'bring back what somebody needs after all, in the office': {
    at: 'office',
    prepare: async (scene) => {
      await severalVersions(scene)
      for (const day of [0, keepDays + 1]) await looks(scene, day)
      await keepsFor(scene, 'all')
    },
    act: (scene) => looks(scene, keepDays + 3),
  },
  'remove pieces that nobody finishes, in the office': {
    at: 'office',
    prepare: piecesLie,
    act: (scene) => compactsLater(ownFolderSession(scene.office.disk), scene, unfinishedGraceMs),
  },
  'remove pieces that nobody finishes as a visitor, in the office': {
    at: 'office',
    prepare: piecesLie,
    act: (scene) => compactsLater(visit(scene.office), scene, unfinishedGraceMs),
  },
  'keep people from what another copy has, and give it back': {
    at: 'laptop',
    prepare: async (scene) => {
      await bothHaveIt(scene)
      scene.laptop.copy.checkOutDocuments()
    },
    act: async (scene) => {
      const times = { sinceMs: 0, learnedMs: 0, untilMs: Number.MAX_SAFE_INTEGER }
      const holder = { user: 'ann', copyName: 'office' }
      guards(scene, [{ subject: memoOf(scene, 'laptop'), ...holder, ...times }])
      guards(scene, [])
    },
    again: (scene) => guards(scene, []),
  },
  'put a large document together again, in the office': {
    at: 'office',
    prepare: async (scene) => {
      await bothHaveIt(scene)
      await scene.makesDocument('office', 'large.txt', large)
      scene.office.copy.checkOutDocuments()
      await scene.seals()
      const { disk, ports } = scene.office
      const path = packPath(ports.digest.sha256Hex(bytes(large)))
      scene.office.closes()
      const pack = disk.read(path) ?? new Uint8Array(0)
      disk.writeWhole(path, pack.with(-10, (pack.at(-10) ?? 0) ^ 1))
    },
    act: async (scene) => putTogether(scene),
    isDamaged: true,
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
