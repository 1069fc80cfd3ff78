import type { Disk } from '../../engine/ports/index.ts'
import type { SyncCopy } from '../../engine/replica/index.ts'
import { paths } from '../../engine/storage/folder/index.ts'
import type { StorageRecord } from '../record/index.ts'
import type { World } from '../world/index.ts'

/** The engine's own folder, beside the documents that people edit. */
const home = '.shakedown'

/**
 * The contents of every copy's folder, and the work that caused them (S9). All copies hold the same events by then.
 */
export const storageRecords = (world: World): readonly StorageRecord[] => {
  const [first] = world.nodes
  if (!first) return []
  const counts = countsOf(world, first.copy)
  return [...world.nodes, ...world.folders].map(({ spec, disk }) => ({
    copy: spec.id,
    held: heldOn(disk),
    counts,
  }))
}

const countsOf = ({ plan }: World, copy: SyncCopy): StorageRecord['counts'] => {
  const logs = copy.logs.all().map(({ log }) => log)
  let eventBytes = 0
  for (const log of logs) for (let seq = 1; seq <= log.seq; seq += 1) eventBytes += log.eventAt(seq).length
  const saves = plan.work.items.flatMap((item) =>
    item.kind === 'save-document' || item.kind === 'create-document' ? [item] : [],
  )
  const { documents } = plan.clientFile
  const versionBytes = [
    ...documents.map(({ sizeBytes }) => sizeBytes),
    ...saves.map(({ sizeBytes }) => sizeBytes),
  ].reduce((sum, bytes) => sum + bytes, 0)
  return {
    logs: logs.length,
    events: logs.reduce((sum, { seq }) => sum + seq, 0),
    eventBytes,
    values: copy.state.registers().reduce((sum, { siblings }) => sum + siblings.length, 0),
    documents: documents.length + saves.filter(({ kind }) => kind === 'create-document').length,
    versions: documents.length + saves.length,
    versionBytes,
  }
}

type Held = StorageRecord['held']

const heldOn = (disk: Disk): Held => {
  const held = {
    ranges: 0,
    blocks: 0,
    journal: 0,
    heads: 0,
    snapshots: 0,
    notes: 0,
    workingNotes: 0,
    visitors: 0,
    documents: 0,
    incoming: 0,
    working: 0,
  }
  const count = (path: string): void => {
    const part = partOf(path)
    held[part] += disk.sizeBytes(path) ?? 0
    if (part === 'ranges') held.blocks += 1
  }
  countFiles(disk, '', count)
  return held
}

const countFiles = (disk: Disk, folder: string, count: (path: string) => void): void => {
  for (const name of disk.list(folder)) {
    const path = folder === '' ? name : `${folder}/${name}`
    if (disk.kindOf(path) === 'folder') countFiles(disk, path, count)
    else count(path)
  }
}

const folders: readonly (readonly [string, Exclude<keyof Held, 'blocks'>])[] = [
  [paths.rangesFolder, 'ranges'],
  [paths.walFolder, 'journal'],
  [paths.versionVector, 'heads'],
  [paths.visitorsFolder, 'visitors'],
  [paths.contentsFolder, 'documents'],
  [`${home}/packs`, 'documents'],
  [`${home}/incoming`, 'incoming'],
  [paths.coldVersionsFolder, 'heads'],
  [paths.snapshotsFolder, 'snapshots'],
  [paths.working, 'workingNotes'],
  [home, 'notes'],
]

const partOf = (path: string): Exclude<keyof Held, 'blocks'> =>
  folders.find(([folder]) => path === folder || path.startsWith(`${folder}/`))?.[1] ?? 'working'
