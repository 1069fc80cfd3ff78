import { expect, test } from 'vitest'

import type { SyncCopy } from '../../../../src/engine/replica/sync-copy.ts'
import { FolderExchanger } from '../../../../src/engine/replication/exchange/folder-exchanger.ts'
import { OwnFolderExchange } from '../../../../src/engine/replication/exchange/own-folder-exchange.ts'
import { paths } from '../../../../src/engine/storage/folder/layout.ts'
import { ownFolderSession } from '../../../../src/engine/storage/folder/own-folder.ts'
import { amountOf, deed, writes } from '../../real-copy.ts'
import { Machine } from './machine.ts'

const events = 700
/** Longer than a segment of the journal may be, all of them together. */
const note = 'n'.repeat(1000)

/** A copy that has been at work for long: what it wrote was put into files, and let go of. */
const atWork = async (): Promise<{ machine: Machine; copy: SyncCopy }> => {
  const machine = new Machine()
  const copy = await machine.create()
  for (let edit = 0; edit < events; edit += 1) await writes(copy, String(edit % 40), edit)
  await copy.records.writeTemplate(
    { table: 'notes', key: 'a', field: 'text' },
    { kind: 'text', text: note },
    'nothing',
    deed,
  )
  for (let edit = 0; !copy.isWalFull; edit += 1)
    await copy.writeRecords(
      [{ table: 'notes', key: `${edit}`, field: 'text', value: { kind: 'text', text: note } }],
      deed,
    )
  await new OwnFolderExchange(copy, machine.ports, { everyEvents: 1, atCloseEvents: 1, growth: 0 }).flush()
  return { machine, copy }
}

const blocksRead = ({ read }: Machine): readonly string[] =>
  read
    .filter((path) => path.startsWith(paths.rangesFolder))
    .map((path) => path.split('/').at(-1)?.split('.')[0] ?? '')

test('a program that runs for long lets go of events once they lie in files, and reads the one that somebody asks for', async () => {
  const { machine, copy } = await atWork()
  const log = copy.logs.log(copy.identity.line)
  machine.read.length = 0

  const [early, last] = [log?.eventAt(300), log?.eventAt(log.seq)]
  log?.eventAt(310)

  expect(early?.length).toBeGreaterThan(0)
  expect(last?.length).toBeGreaterThan(0)
  expect(blocksRead(machine)).toEqual(['257-512'])
})

test('it goes on as before: what is written, shown and announced is the same', async () => {
  const { machine, copy } = await atWork()
  const before = { heads: copy.logs.versions(), state: copy.canonicalState() }
  const again = machine.alike('no snapshot').open()

  expect({ heads: again.logs.versions(), state: again.canonicalState() }).toEqual(before)
  await writes(copy, '7', 1)
  expect(amountOf(copy, '7')).toEqual({ kind: 'number', decimal: '1' })
})

test('everything is sent to an empty folder whole, out of the files', async () => {
  const { machine, copy } = await atWork()
  const shelf = new Machine().sameFile(copy)

  const outcome = await new FolderExchanger(
    copy,
    ownFolderSession(shelf.disk),
    machine.ports,
    'journal',
  ).exchange()

  expect(outcome.kind).toBe('level')
  expect(shelf.disk.list(`${paths.rangesFolder}/${copy.identity.line}`)).toContain(
    machine.disk
      .list(`${paths.rangesFolder}/${copy.identity.line}`)
      .find((name) => name.startsWith('257-512')),
  )
})

test('a second history of the line that parts long ago is noticed, and folded as where nothing was let go of', async () => {
  const machine = new Machine()
  const copy = await machine.create()
  for (let edit = 0; edit < 100; edit += 1) await writes(copy, 'early', edit)
  await new OwnFolderExchange(copy, machine.ports).flush()
  const clone = machine.alike('no snapshot')
  const other = clone.open()
  await writes(other, 'early', 1000)
  const log = other.logs.log(other.identity.line)
  const range = log?.rangeOf({ first: log.seq, last: log.seq })
  const kept = machine.alike('no snapshot').open()
  for (const one of [copy, kept]) for (let edit = 0; edit < 300; edit += 1) await writes(one, 'later', edit)
  await new OwnFolderExchange(copy, machine.ports).flush()
  copy.snapshots.evictEvents({ everyEvents: 1 })

  for (const one of [copy, kept]) await one.ingest(range ? [range] : [], 'journal')

  expect(copy.logs.forks()).toEqual(kept.logs.forks())
  expect(copy.logs.isForked(other.identity.line)).toBe(true)
  expect(copy.state.conflicts().map(({ address }) => address)).toEqual(
    kept.state.conflicts().map(({ address }) => address),
  )
  expect(amountOf(copy, 'later')).toEqual(amountOf(kept, 'later'))
})
