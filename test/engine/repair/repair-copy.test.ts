import { describe, expect, test } from 'vitest'

import { decodeRange, encodeRange } from '../../../src/engine/codec/range-codec.ts'
import { decodeEvent, encodeEvent } from '../../../src/engine/event/event.ts'
import { createClientFile } from '../../../src/engine/lifecycle/create-copy.ts'
import type { Disk } from '../../../src/engine/ports/disk.ts'
import { repairCopy } from '../../../src/engine/repair/repair-copy.ts'
import { paths } from '../../../src/engine/storage/folder/layout.ts'
import { CrashDisk } from '../../../src/sim/machine/disk/crash-disk.ts'
import { visit, Machine } from '../durability/machine.ts'
import { another, closedState, findingsIn, levelScene, repaired } from './damaged-office.ts'
import { damages, engineFiles } from './damages.ts'

const scene = await levelScene()
const state = closedState(scene)

/** Nobody misses a card, a setting or a note; and document bytes may not have arrived yet, or not be needed any more. */
const mayBeGone = (path: string): boolean => /visitors\/|local\/|contents\/|packs\//.test(path)

const files = engineFiles(scene.office.disk)

test('the folder that is going to be damaged holds files of every kind, and is whole', () => {
  const kinds = [
    'format',
    'copy',
    'heads',
    'journal/',
    'ranges/',
    'contents/',
    'packs/',
    'visitors/',
    'local/',
  ]
  for (const kind of kinds) expect(files.some((path) => path.startsWith(`.shakedown/${kind}`))).toBe(true)
  expect(findingsIn(scene)).toEqual([])
})

describe.each(Object.entries(damages))('a file that %s', (name, damage) => {
  // A block that a greater one covers is not missed, and a journal that ends early is as a power cut leaves it.
  const isNoticed = (path: string): boolean =>
    name === 'is gone'
      ? !path.includes('/ranges/')
      : !(name === 'is cut in half' && path.includes('/journal/'))

  const judged = files.filter((path) => path !== paths.working && !(name === 'is gone' && mayBeGone(path)))

  test.each(judged)('%s is found, and repaired from another copy (row 41)', async (path) => {
    const { office, laptop } = another(scene)
    const before = office.disk.read(path)
    damage(office.disk, path)
    const findings = findingsIn({ office })

    const report = await repaired({ office, laptop }, { as: path === paths.copy ? 'ACME' : null })

    if (isNoticed(path)) expect(findings).not.toEqual([])
    expect(report).toMatchObject({ found: findings, left: [] })
    expect(report.moved).toEqual(name === 'is gone' || findings.length === 0 ? [] : [path])
    expect(office.open()).toBe('opened')
    expect(office.copy.canonicalState()).toBe(state)
    if (/format|copy/.test(path)) expect(office.disk.read(path)).toEqual(before)
  })
})

const withAuthor = (event: Uint8Array, author: string): Uint8Array =>
  encodeEvent({ ...decodeEvent(event), author })

const digestOf = ({ disk, ports }: Machine, path: string): string =>
  ports.digest.sha256Hex(disk.read(path) ?? new Uint8Array(0))

const lineFolders = (disk: Disk) => engineFiles(disk, paths.rangesFolder)

test('a parent whose whole log is lost gets all of it back (row 41)', async () => {
  const { office, laptop } = another(scene)
  const lost = [
    ...engineFiles(office.disk, paths.walFolder),
    ...lineFolders(office.disk),
    paths.versionVector,
  ]
  for (const path of lost) office.disk.remove(path)

  const report = await repaired({ office, laptop })

  expect(report).toMatchObject({ left: [], troubles: [] })
  expect(office.open()).toBe('opened')
  expect(office.copy.canonicalState()).toBe(state)
})

test('everything damaged at once comes back, and lies in quarantine as it was found', async () => {
  const { office, laptop } = another(scene)
  const lost = files.filter((path) => path !== paths.working)
  for (const path of lost) damages['has a bit flipped in its middle']?.(office.disk, path)

  const report = await repaired({ office, laptop }, { as: 'ACME' })

  expect(report.left).toEqual([])
  expect([...report.moved].sort()).toEqual([...lost].sort())
  expect(office.disk.list(paths.quarantineFolder)).toHaveLength(lost.length)
  expect(office.open()).toBe('opened')
  expect(office.copy.canonicalState()).toBe(state)
})

test.each([paths.versionVector, 'the greatest block', 'a document that lies in the working folder'])(
  '%s is made again from what is in the folder itself',
  async (what) => {
    const { office } = another(scene)
    const greatest = lineFolders(office.disk).find((path) => path.includes('/1-16.')) ?? ''
    const memo = `${paths.contentsFolder}/${digestOf(office, 'memo.txt').slice(0, 2)}/${digestOf(office, 'memo.txt')}`
    const path = what === 'the greatest block' ? greatest : what === paths.versionVector ? what : memo
    damages['has a bit flipped in its middle']?.(office.disk, path)

    const report = await repaired({ office })

    expect(report).toMatchObject({ moved: [path], left: [] })
    expect(office.open()).toBe('opened')
    expect(office.copy.canonicalState()).toBe(state)
    expect(findingsIn({ office })).toEqual([])
  },
)

test('what nobody can give is still missed afterwards, and the copy stays shut', async () => {
  const { office } = another(scene)
  for (const path of [...lineFolders(office.disk), ...engineFiles(office.disk, paths.walFolder)])
    office.disk.remove(path)

  const report = await repaired({ office })

  expect(report.left).toContainEqual(expect.objectContaining({ kind: 'missing' }))
  expect(office.open()).toBe('corrupt')
  expect((await repaired(another(scene))).left).toEqual([])
})

test('of two copies that are damaged themselves, each gives what the other lacks', async () => {
  const sealed = another(scene)
  sealed.laptop.open()
  await sealed.seals('laptop')
  sealed.laptop.closes()
  const [one, two] = [another(sealed), another(sealed)]
  const blocks = lineFolders(one.laptop.disk)
  for (const { laptop } of [one, two])
    for (const path of engineFiles(laptop.disk, paths.walFolder)) laptop.disk.remove(path)
  for (const [index, path] of blocks.entries())
    damages['is cut in half']?.((index % 2 ? one : two).laptop.disk, path)
  const { office } = another(scene)
  for (const path of [...lineFolders(office.disk), ...engineFiles(office.disk, paths.walFolder)])
    office.disk.remove(path)

  const sources = [one, two, one].map(({ laptop }, index) => ({
    name: `laptop ${index}`,
    session: visit(laptop),
  }))
  const outcome = await repairCopy(office.ports, { sources, as: null })

  expect(outcome).toMatchObject({ kind: 'repaired', left: [] })
  expect(office.open()).toBe('opened')
  expect(office.copy.canonicalState()).toBe(state)
})

test('a range that was rewritten with a right checksum is found by the heads, and the true one comes back', async () => {
  const { office, laptop } = another(scene)
  for (const path of engineFiles(office.disk, paths.walFolder)) office.disk.remove(path)
  for (const path of lineFolders(office.disk)) {
    const range = decodeRange(office.disk.read(path) ?? new Uint8Array(0), office.ports)
    const events = range.events.map((event) => withAuthor(event, 'eve'))
    office.disk.writeWhole(path, encodeRange({ ...range, events }, office.ports))
  }

  const report = await repaired({ office, laptop })

  expect(report.left).toEqual([])
  expect(office.open()).toBe('opened')
  expect(office.copy.canonicalState()).toBe(state)
})

test('nothing is taken from a copy of another client file, nor from this very copy', async () => {
  const { office, laptop } = another(scene)
  damages['is cut in half']?.(office.disk, paths.versionVector)
  const stranger = new Machine('stranger', new CrashDisk())
  await createClientFile({ fileName: 'OTHER', user: 'eve' }, stranger.ports)
  const sources = [
    { name: 'stranger', session: visit(stranger) },
    { name: 'itself', session: visit(office) },
  ]

  const outcome = await repairCopy(office.ports, { sources, as: null })

  expect(outcome).toMatchObject({
    troubles: [
      expect.stringContaining('stranger: it is a copy of another client file'),
      'itself: it is this very copy',
    ],
  })
  expect(laptop.open()).toBe('opened')
})
