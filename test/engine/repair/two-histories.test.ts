import { expect, test } from 'vitest'

import { textValue } from '../../../src/engine/event/value.ts'
import { verifyCopy } from '../../../src/engine/repair/examine-copy.ts'
import { repairCopy } from '../../../src/engine/repair/repair-copy.ts'
import {
  compactFolder,
  defaultCompactionRules,
} from '../../../src/engine/replication/exchange/compact-folder.ts'
import { FolderExchanger } from '../../../src/engine/replication/exchange/folder-exchanger.ts'
import { paths } from '../../../src/engine/storage/folder/layout.ts'
import { CrashDisk } from '../../../src/sim/machine/disk/crash-disk.ts'
import { Machine, visit } from '../durability/machine.ts'
import { deed, Scene } from '../durability/scene.ts'
import { damages, engineFiles } from './damages.ts'

const edits = async ({ copy }: Machine, key: string): Promise<void> => {
  const { seen } = copy.read('tb', key, 'name')
  await copy.edit({ table: 'tb', key, field: 'name' }, textValue(key), seen, deed)
}

const exchanges = async (machine: Machine, { office }: Scene): Promise<void> => {
  const exchanger = new FolderExchanger(machine.copy, visit(office), machine.ports, 'journal')
  for (let round = 1; round <= 2; round += 1) await exchanger.exchange()
}

/** An office that has both histories of a laptop's line, whose disk was cloned with all that its machine remembers. */
const splitScene = async (): Promise<{ readonly scene: Scene; readonly twin: Machine }> => {
  const scene = Scene.empty()
  await scene.createsFile()
  await scene.seals()
  await scene.joins()
  for (const key of ['a', 'b', 'c', 'd', 'e']) {
    await scene.edits('laptop', key, key)
    await scene.exchanges()
  }
  const twin = new Machine('laptop', new CrashDisk(scene.laptop.power.disk))
  expect(twin.open()).toBe('opened')
  for (const key of ['1', '2', '3', '4', '5', '6']) await scene.edits('laptop', key, 'laptop')
  await edits(twin, 'twin 1')
  await exchanges(scene.laptop, scene)
  await exchanges(twin, scene)
  await exchanges(scene.laptop, scene)
  await scene.seals()
  return { scene, twin }
}

const findingsIn = ({ ports }: Machine): unknown => {
  const outcome = verifyCopy(ports)
  return outcome.kind === 'verified' ? outcome.findings : outcome.kind
}

test('a line with two histories is whole, and both stay when its folder is compacted', async () => {
  const { scene } = await splitScene()
  expect(scene.office.copy.logs.forks()).toHaveLength(1)
  expect(findingsIn(scene.office)).toEqual([])
  const before = scene.office.copy.canonicalState()
  let removed = 0
  for (const nowMs of [1, 1 + defaultCompactionRules.graceMs]) {
    const ports = { clock: { nowMs: () => nowMs }, digest: scene.office.ports.digest }
    const outcome = await compactFolder(visit(scene.office), ports)
    removed += outcome.kind === 'compacted' ? outcome.removed : 0
  }

  expect(removed).toBeGreaterThan(0)
  expect(findingsIn(scene.office)).toEqual([])
  scene.office.closes()
  expect(scene.office.open()).toBe('opened')
  expect(scene.office.copy.canonicalState()).toBe(before)
})

test('a parent that lost its log gets both histories of a line back', async () => {
  const { scene } = await splitScene()
  const before = scene.office.copy.canonicalState()
  await scene.seals('laptop')
  scene.office.closes()
  const { disk } = scene.office
  for (const folder of [paths.rangesFolder, paths.walFolder])
    for (const path of engineFiles(disk, folder)) disk.remove(path)

  const sources = [{ name: 'laptop', session: visit(scene.laptop) }]
  const outcome = await repairCopy(scene.office.ports, { sources, as: null })

  expect(outcome).toMatchObject({ kind: 'repaired', left: [] })
  expect(scene.office.open()).toBe('opened')
  expect(scene.office.copy.canonicalState()).toBe(before)
})

test('each block of a line with two histories is found when it is damaged, and comes back', async () => {
  const { scene } = await splitScene()
  const before = scene.office.copy.canonicalState()
  await scene.seals('laptop')
  scene.office.closes()
  const line = scene.laptop.copy.identity.line
  for (const path of engineFiles(scene.office.disk, `${paths.rangesFolder}/${line}`)) {
    const office = new Machine('office', new CrashDisk(scene.office.power.disk))
    damages['has a bit flipped in its middle']?.(office.disk, path)

    const sources = [{ name: 'laptop', session: visit(scene.laptop) }]
    const outcome = await repairCopy(office.ports, { sources, as: null })

    expect(outcome).toMatchObject({ kind: 'repaired', moved: [path], left: [] })
    expect(office.open()).toBe('opened')
    expect(office.copy.canonicalState()).toBe(before)
  }
})
