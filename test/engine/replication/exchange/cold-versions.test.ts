import { expect, test } from 'vitest'

import type { ShareSession } from '../../../../src/engine/ports/share-client.ts'
import { verifyCopy } from '../../../../src/engine/repair/examine-copy.ts'
import { repairCopy } from '../../../../src/engine/repair/repair-copy.ts'
import { openCopy } from '../../../../src/engine/replica/open-copy.ts'
import {
  compactFolder,
  defaultCompactionRules,
} from '../../../../src/engine/replication/exchange/compact-folder.ts'
import type { ExchangeOutcome } from '../../../../src/engine/replication/exchange/exchanger.ts'
import { FolderExchanger } from '../../../../src/engine/replication/exchange/folder-exchanger.ts'
import { paths } from '../../../../src/engine/storage/folder/layout.ts'
import { versionsOnDisk } from '../../../../src/engine/storage/folder/versions-on-disk.ts'
import { type Machine, visit } from '../../durability/machine.ts'
import { Scene } from '../../durability/scene.ts'
import { registerMany } from './many-logs.ts'

const dayMs = 24 * 60 * 60 * 1000
const many = 300

/** An office in which many copies were registered, and a laptop that is level with it. */
const oldFirm = async (): Promise<Scene> => {
  const scene = Scene.empty()
  await scene.createsFile()
  await registerMany(scene.office.copy, many)
  await scene.seals()
  await scene.joins()
  await scene.seals()
  return scene
}

const coldIn = ({ disk }: Machine): readonly string[] => disk.list(paths.coldVersionsFolder)

const readVersions = ({ disk, ports }: Machine) =>
  versionsOnDisk(disk.read(paths.versionVector) ?? new Uint8Array(0), disk, ports.digest)

const versionsOf = (machine: Machine) => readVersions(machine).versions

/** So many further copies come, until the heads are put to rest anew. */
const growsBy = async (scene: Scene, count: number): Promise<void> => {
  await registerMany(scene.office.copy, many + count)
  await scene.seals()
}

test('heads stay short however many copies were registered: those that do not move are named, and lie apart', async () => {
  const { office } = await oldFirm()

  expect(versionsOf(office).size).toBe(many + 2)
  expect(coldIn(office)).toHaveLength(1)
  expect(readVersions(office).versionsBytes).toBeLessThan(300)
})

test('whoever joins there has everything, and sees an edit without reading again what rests', async () => {
  const scene = await oldFirm()
  const { laptop, office } = scene
  expect(laptop.copy.logs.versions()).toEqual(office.copy.logs.versions())
  const read: string[] = []
  const session = watched(office, (path) => read.push(path))
  const exchanger = new FolderExchanger(laptop.copy, session, laptop.ports, 'journal')
  await exchanger.exchange()
  read.length = 0

  await scene.edits('office', 'later', 'an edit')
  await scene.seals()
  await exchanger.exchange()

  expect(laptop.copy.read('tb', 'later', 'name').register).not.toBeNull()
  expect(read.length).toBeGreaterThan(0)
  expect(read.filter((path) => path.startsWith(paths.coldVersionsFolder))).toEqual([])
})

test('a share that does not show yet what rests is looked at again later, and nothing is taken for lost', async () => {
  const scene = await oldFirm()
  const { laptop, office } = scene
  const blind = watched(office, () => {}, paths.coldVersionsFolder)
  await scene.edits('office', 'later', 'an edit')
  await scene.seals()

  const early = await exchangeOver(blind, laptop)
  const late = await exchangeOver(visit(office), laptop)

  expect(early).toMatchObject({ kind: 'interrupted', trouble: { kind: 'lost' } })
  expect(late).toMatchObject({ kind: 'level' })
  expect(laptop.copy.logs.versions()).toEqual(office.copy.logs.versions())
})

test('what nothing goes on from any more goes after the grace, and what the heads name stays', async () => {
  const scene = await oldFirm()
  const { office } = scene
  const [first = ''] = coldIn(office)
  await growsBy(scene, many)
  expect(coldIn(office)).toHaveLength(2)

  await pollsAt(office, 0)
  await pollsAt(office, dayMs - 1)
  expect(coldIn(office)).toContain(first)
  await pollsAt(office, dayMs)

  expect(coldIn(office)).toHaveLength(1)
  expect(coldIn(office)).not.toContain(first)
  expect(versionsOf(office).size).toBe(2 * many + 2)
})

test('a copy opens again with all that rests', async () => {
  const scene = await oldFirm()
  const { office } = scene
  const before = office.copy.logs.versions()
  office.closes()

  expect(openCopy(office.ports)).toMatchObject({ kind: 'opened' })
  expect(versionsOf(office)).toEqual(before)
})

test.each(['is damaged', 'is gone'])(
  'where what rests %s, a look at the folder says so, and repair says all heads again',
  async (what) => {
    const scene = await oldFirm()
    const { office } = scene
    const path = `${paths.coldVersionsFolder}/${coldIn(office)[0] ?? ''}`
    const before = office.copy.logs.versions()
    office.closes()
    const bytes = office.disk.read(path) ?? new Uint8Array(0)
    if (what === 'is gone') office.disk.remove(path)
    else office.disk.writeWhole(path, bytes.with(700, (bytes[700] ?? 0) ^ 1))

    const found = verifyCopy(office.ports)
    const repaired = await repairCopy(office.ports, { sources: [], as: null })

    expect(found).toMatchObject({
      findings: expect.arrayContaining([expect.objectContaining({ path: paths.versionVector })]) as unknown,
    })
    expect(repaired.kind).toBe('repaired')
    expect(versionsOf(office)).toEqual(before)
    expect(verifyCopy(office.ports)).toMatchObject({ findings: [] })
  },
)

const pollsAt = (office: Machine, nowMs: number) =>
  compactFolder(
    visit(office),
    { clock: { nowMs: () => nowMs }, digest: office.ports.digest },
    { ...defaultCompactionRules, checkEveryMs: 1 },
  )

const exchangeOver = (session: ShareSession, { copy, ports }: Machine): Promise<ExchangeOutcome> =>
  new FolderExchanger(copy, session, ports, 'journal').exchange()

/** A visit of which every reading is told, and in which a folder is not seen. */
const watched = (
  machine: Machine,
  tell: (path: string) => void,
  unseen: string | null = null,
): ShareSession => {
  const session = visit(machine)
  const isUnseen = (path: string): boolean => unseen !== null && path.startsWith(`${unseen}/`)
  return {
    ...session,
    read: async (path) => {
      tell(path)
      return isUnseen(path) ? { kind: 'absent' } : session.read(path)
    },
    readPart: async (path, offset, length) => {
      tell(path)
      return session.readPart(path, offset, length)
    },
  }
}
