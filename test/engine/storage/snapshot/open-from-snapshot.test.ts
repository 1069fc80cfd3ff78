import { expect, test } from 'vitest'

import { createCopyFrom } from '../../../../src/engine/lifecycle/create-copy.ts'
import { openCopy } from '../../../../src/engine/replica/open-copy.ts'
import type { SyncCopy } from '../../../../src/engine/replica/sync-copy.ts'
import { FolderExchanger } from '../../../../src/engine/replication/exchange/folder-exchanger.ts'
import { OwnFolderExchange } from '../../../../src/engine/replication/exchange/own-folder-exchange.ts'
import { parseJson } from '../../../../src/engine/storage/folder/copy-identity.ts'
import { paths } from '../../../../src/engine/storage/folder/layout.ts'
import { ownFolderSession } from '../../../../src/engine/storage/folder/own-folder.ts'
import { realDigest } from '../../../../src/real/machine/real-digest.ts'
import { amountOf, deed, opened, writes } from '../../real-copy.ts'
import { Machine } from './machine.ts'

const events = 700

/** A copy with a long line, closed with a snapshot. */
const closed = async (): Promise<Machine> => {
  const machine = new Machine()
  const copy = await machine.create()
  for (let edit = 0; edit < events; edit += 1) await writes(copy, String(edit % 40), edit)
  await machine.snapshots(copy)
  copy.close()
  return machine
}

const snapshotIn = ({ disk }: Machine): string => {
  const [name, ...others] = disk.list(paths.snapshotsFolder)
  if (!name || others.length > 0) throw new Error('there is not one snapshot')
  return `${paths.snapshotsFolder}/${name}`
}

/** Which files of blocks are read while something is done. */
const blocksRead = async (machine: Machine, act: () => unknown): Promise<readonly string[]> => {
  machine.read.length = 0
  await act()
  return machine.read.filter((path) => path.startsWith(paths.rangesFolder))
}

const isResumed = (copy: SyncCopy): boolean => copy.logs.cold !== null

const resealed = (bytes: Uint8Array): Uint8Array => {
  const end = bytes.length - 32
  bytes.set(Uint8Array.fromHex(realDigest.sha256Hex(bytes.subarray(0, end))), end)
  return bytes
}

test('a copy that was closed with a snapshot reads none of its events when it is opened, read and written to', async () => {
  const machine = await closed()

  const read = await blocksRead(machine, async () => {
    const copy = machine.open()
    expect(amountOf(copy, '7')).toEqual({ kind: 'number', decimal: '687' })
    await writes(copy, '7', 1)
  })

  expect(read).toEqual([])
})

test('an event of long ago is read where somebody asks for it, and no other block with it', async () => {
  const machine = await closed()
  const copy = machine.open()
  const { line: logId } = copy.identity

  const read = await blocksRead(machine, () => copy.logs.log(logId)?.eventAt(300))

  expect(read.map((path) => path.split('/').at(-1)?.split('.')[0])).toEqual(['257-512'])
})

test('a copy is made from one that was opened from a snapshot, with all that it ever had', async () => {
  const machine = await closed()
  const parent = machine.open()
  const laptop = new Machine()
  const options = { copyName: 'laptop', user: 'bob' }

  const copy = opened(await createCopyFrom(ownFolderSession(machine.disk), options, laptop.ports))
  await new OwnFolderExchange(parent, machine.ports).flush()

  expect(copy.logs.receivedSeq(parent.identity.line)).toBe(events + 1)
  expect(amountOf(copy, '7')).toEqual(amountOf(parent, '7'))
})

test('what lies below a snapshot is sent to an empty folder whole, out of its files', async () => {
  const machine = await closed()
  const copy = machine.open()
  const shelf = new Machine().sameFile(copy)
  const exchanger = new FolderExchanger(copy, ownFolderSession(shelf.disk), machine.ports, 'journal')

  expect((await exchanger.exchange()).kind).toBe('level')
  expect(shelf.disk.list(`${paths.rangesFolder}/${copy.identity.line}`)).toEqual(
    machine.disk.list(`${paths.rangesFolder}/${copy.identity.line}`),
  )
})

const spoilt: readonly (readonly [string, (bytes: Uint8Array) => Uint8Array | null, string])[] = [
  ['damaged', (bytes) => bytes.with(bytes.length >>> 1, (bytes[bytes.length >>> 1] ?? 0) ^ 1), 'damaged'],
  ['cut off', (bytes) => bytes.subarray(0, bytes.length >>> 1), 'damaged'],
  ['of a newer format', (bytes) => resealed(bytes.with(4, 9).with(5, 9)), 'newer'],
]

test.each(spoilt)(
  'a snapshot that is %s is nobody’s trouble: the events are read',
  async (_what, spoil, kind) => {
    const machine = await closed()
    const path = snapshotIn(machine)
    const bytes = spoil(machine.disk.read(path)?.slice() ?? new Uint8Array(0))
    if (bytes) machine.disk.writeWhole(path, bytes)

    const copy = machine.open()

    expect(isResumed(copy)).toBe(false)
    expect(amountOf(copy, '7')).toEqual({ kind: 'number', decimal: '687' })
    expect(machine.findings()).toEqual([`${kind} ${path}`])
    await machine.snapshots(copy)
    expect(machine.findings()).toEqual([])
    expect(isResumed(machine.open())).toBe(true)
  },
)

test('a whole snapshot that this machine does not remember is not believed, whoever put it there', async () => {
  const machine = await closed()
  const stranger = new Machine()
  const other = await stranger.create()
  await writes(other, '7', 0)
  await stranger.snapshots(other)
  const forged = snapshotIn(stranger)
  machine.disk.remove(snapshotIn(machine))
  machine.disk.writeWhole(forged, stranger.disk.read(forged) ?? new Uint8Array(0))

  const copy = machine.open()

  expect(isResumed(copy)).toBe(false)
  expect(amountOf(copy, '7')).toEqual({ kind: 'number', decimal: '687' })
  expect(machine.findings()).toEqual([`damaged ${forged}`])
})

test('a snapshot that was removed is missed by nobody', async () => {
  const machine = await closed()
  machine.disk.remove(snapshotIn(machine))

  expect(isResumed(machine.open())).toBe(false)
  expect(machine.findings()).toEqual([])
})

test('a folder that lost events since its snapshot says which, as it does without a snapshot', async () => {
  const machine = await closed()
  const folder = lineFolderIn(machine)
  const lost = machine.disk.list(folder).find((name) => name.startsWith('257-512'))
  machine.disk.remove(`${folder}/${lost}`)

  expect(openCopy(machine.ports)).toMatchObject({ kind: 'corrupt', path: folder })
})

/** The first block of the copy's line is damaged under its snapshot; returns its path. */
const damageFirstBlock = (machine: Machine): string => {
  const folder = lineFolderIn(machine)
  const path = `${folder}/${machine.disk.list(folder).find((name) => name.startsWith('1-256'))}`
  machine.disk.writeWhole(path, machine.disk.read(path)?.with(100, 7) ?? new Uint8Array(0))
  return path
}

const lineFolderIn = ({ disk }: Machine): string =>
  `${paths.rangesFolder}/${String(parseJson(disk.read(paths.copy))?.['line'])}`

test('a block that is damaged under a snapshot is found where it is needed, and the sentence says what helps', async () => {
  const machine = await closed()
  const path = damageFirstBlock(machine)
  const copy = machine.open()
  const shelf = new Machine().sameFile(copy)
  const exchanger = new FolderExchanger(copy, ownFolderSession(shelf.disk), machine.ports, 'journal')

  const outcome = await exchanger.exchange()

  expect(isResumed(copy)).toBe(true)
  expect(outcome).toMatchObject({
    kind: 'disk-trouble',
    trouble: { kind: 'broken', path: lineFolderIn(machine) },
  })
  expect(machine.findings()).toContain(`damaged ${path}`)
})

test('a token of a value that lies in a damaged block is refused as trouble with the disk', async () => {
  const machine = await closed()
  damageFirstBlock(machine)
  const copy = machine.open()
  const seen = `${copy.identity.line}.8`
  const record = { table: 'tb', key: '7' }

  const edited = await copy.edit({ ...record, field: 'amount' }, { kind: 'nothing' }, seen, deed)
  const deleted = await copy.records.delete(record, seen, deed)

  expect([edited.kind, deleted.kind]).toEqual(['disk-trouble', 'disk-trouble'])
})

test('where a line must be folded anew and a block of it is damaged, what was folded stays', async () => {
  const machine = await closed()
  const clone = machine.alike('the snapshot')
  const other = clone.open()
  await writes(other, '7', 1)
  damageFirstBlock(machine)
  const copy = machine.open()
  await writes(copy, '8', 2)
  const before = copy.canonicalState()
  const log = other.logs.log(other.identity.line)
  const range = log?.rangeOf({ first: log.seq, last: log.seq })

  await expect(copy.ingest(range ? [range] : [], 'journal')).rejects.toThrow('"file repair"')

  expect(copy.canonicalState()).toBe(before)
})

test('a folder that was put back from a backup is found to be one, though a snapshot lies in it', async () => {
  const machine = await closed()
  const backup = machine.alike('the snapshot')
  const copy = machine.open()
  await writes(copy, '7', 1)
  await machine.snapshots(copy)
  copy.close()

  const restored = backup.remembering(machine)

  expect(restored.open().ownLogChange).toEqual({ why: 'rolled-back', isBegun: false })
})

test('a copy whose line could not go on opens from a snapshot of its new line only', async () => {
  const machine = await closed()
  const stranger = machine.forgetful()
  const copy = stranger.open()
  await writes(copy, '7', 1)
  expect(copy.ownLogChange).toEqual({ why: 'unknown-here', isBegun: true })
  await stranger.snapshots(copy)
  copy.close()

  const again = stranger.open()

  expect(isResumed(again)).toBe(true)
  expect(again.ownLogChange).toBeNull()
  expect(amountOf(again, '7')).toEqual({ kind: 'number', decimal: '1' })
})

test('what came after a snapshot is read from the journal and from later blocks, however they are cut by now', async () => {
  const machine = await closed()
  const copy = machine.open()
  for (let edit = 0; edit < 100; edit += 1) await writes(copy, 'later', edit)
  await new OwnFolderExchange(copy, machine.ports).flush()
  await writes(copy, 'last', 5)
  copy.close()

  const again = machine.open()

  expect(isResumed(again)).toBe(true)
  expect([amountOf(again, 'later'), amountOf(again, 'last')]).toEqual([
    { kind: 'number', decimal: '99' },
    { kind: 'number', decimal: '5' },
  ])
})

test('(row 43) one snapshot is kept, and it is written when enough has come since the last one', async () => {
  const machine = new Machine()
  const copy = await machine.create()
  const own = new OwnFolderExchange(copy, machine.ports, { everyEvents: 1e6, atCloseEvents: 100, growth: 0 })
  const written: number[] = []
  for (let edit = 0; edit < 250; edit += 1) {
    await writes(copy, 'a', edit)
    await own.flushToClose()
    const [name] = machine.disk.list(paths.snapshotsFolder)
    if (name) written.push(Number(name.split('.')[0]))
    expect(machine.disk.list(paths.snapshotsFolder).length).toBeLessThan(2)
  }

  expect([...new Set(written)]).toEqual([100, 200])
})

test('a snapshot that cannot be written is nobody’s trouble: what was done lies where visitors find it', async () => {
  const machine = new Machine()
  const copy = await machine.create()
  await writes(copy, 'a', 1)
  machine.fullBelow = paths.snapshotsFolder
  const own = new OwnFolderExchange(copy, machine.ports, { everyEvents: 1, atCloseEvents: 1, growth: 0 })

  expect((await own.flushToClose()).kind).toBe('level')
  expect(machine.disk.list(paths.snapshotsFolder)).toEqual([])
  expect(machine.disk.list(`${paths.rangesFolder}/${copy.identity.line}`)).not.toEqual([])
})
