import { expect, test } from 'vitest'

import {
  keepVersionsField,
  settingsKey,
  settingsTable,
} from '../../../../src/engine/document/retention-policy.ts'
import { textValue } from '../../../../src/engine/event/value.ts'
import { dotText } from '../../../../src/engine/identifier/log-id.ts'
import { verifyCopy } from '../../../../src/engine/repair/examine-copy.ts'
import { applyRetention } from '../../../../src/engine/replication/maintenance/apply-retention.ts'
import { writePresence } from '../../../../src/engine/replication/presence/presence-record.ts'
import { contentPath, packPath } from '../../../../src/engine/storage/folder/layout.ts'
import { ownFolderSession } from '../../../../src/engine/storage/folder/own-folder.ts'
import { overwritten, unlikeBytes } from '../../document/unlike-bytes.ts'
import { documentTeam, type Member } from '../exchange/document-team.ts'

const dayMs = 24 * 60 * 60 * 1000
const text = (of: string): Uint8Array => new TextEncoder().encode(of)

const keeps = async (member: Member, howLong: string): Promise<void> => {
  const place = { table: settingsTable, key: settingsKey, field: keepVersionsField }
  const { seen } = member.copy.read(place.table, place.key, place.field)
  await member.copy.edit(place, textValue(howLong), seen, member.deed)
}

/** Visits the parent as a command does: exchanges, and leaves a card that says what lies here durably. */
const visits = async (member: Member, parent: Member): Promise<void> => {
  await member.exchanges(parent)
  const at = { sinceMs: Date.now(), leftMs: Date.now(), from: null, unsent: 0 }
  await writePresence(ownFolderSession(parent.disk), member.copy, at)
  await parent.serves()
}

/** Somebody looks after the folder each day, up to this one, counted from today. */
const daysLater = async (member: Member, days: number, link: Member | null = null): Promise<void> => {
  for (let day = 0; day <= days; day += 1) {
    const clock = { nowMs: () => Date.now() + day * dayMs }
    const session = link && ownFolderSession(link.disk)
    await applyRetention({ copy: member.copy, ports: { ...member.ports, clock }, link: session })
  }
}

const versionsOf = (member: Member, name = 'memo.txt') => member.copy.library.versions.of(member.id(name))

const standings = (member: Member) =>
  versionsOf(member).map(({ standing, isHere, droppedMs }) => [standing, isHere, droppedMs !== null])

const isWhole = (member: Member): boolean => {
  const outcome = verifyCopy(member.ports)
  return outcome.kind === 'verified' && outcome.findings.length === 0
}

/** Ann and Bob have a memo that Ann has saved a second time; everybody knows. */
const withMemo = async (howLong: string | null, first = text('first'), second = text('second')) => {
  const [parent, ann, bob] = await documentTeam('ann', 'bob')
  if (!ann || !bob) throw new Error('nobody there')
  if (howLong !== null) await keeps(ann, howLong)
  await ann.creates('memo.txt', first)
  await visits(ann, parent)
  await visits(bob, parent)
  await ann.saves('memo.txt', second)
  for (const member of [ann, bob, ann]) await visits(member, parent)
  return { parent, ann, bob }
}

test('a version that was replaced is dropped when its time is over, and listed as not kept any more', async () => {
  const { parent } = await withMemo('30d')

  await daysLater(parent, 29)
  expect(standings(parent)).toEqual([
    ['shown', true, false],
    ['replaced', true, false],
  ])
  await daysLater(parent, 33)

  expect(standings(parent)).toEqual([
    ['shown', true, false],
    ['replaced', false, true],
  ])
  expect(isWhole(parent)).toBe(true)
})

test('while nobody says otherwise, every version is kept', async () => {
  const { parent } = await withMemo(null)

  await daysLater(parent, 400)

  expect(standings(parent).map(([, isHere]) => isHere)).toEqual([true, true])
})

test('a visitor looks after the top parent, over which no program runs; exchanges bring nothing back', async () => {
  const { parent, ann, bob } = await withMemo('30d')

  await daysLater(ann, 33, parent)
  await visits(bob, parent)
  await visits(ann, parent)

  parent.restarts()
  ann.restarts()
  expect(standings(parent)[1]).toEqual(['replaced', false, true])
  expect(standings(ann)[1]).toEqual(['replaced', false, true])
  expect(standings(bob)[1]).toEqual(['replaced', true, false])
})

test('nothing goes while a copy that is waited for has not acknowledged what replaced it, for 90 days at most (row 43)', async () => {
  const { parent, ann, bob } = await withMemo('10d')
  await ann.saves('memo.txt', text('third'))
  await visits(ann, parent)
  expect(bob.copy.logs.receivedSeq(ann.copy.identity.line)).toBeLessThan(
    ann.copy.logs.receivedSeq(ann.copy.identity.line),
  )

  await daysLater(parent, 89)
  expect(standings(parent).map(([, isHere]) => isHere)).toEqual([true, true, false])
  await daysLater(parent, 93)

  expect(standings(parent).map(([, isHere]) => isHere)).toEqual([true, false, false])
})

test('what stands in conflict, is shown again or was signed stays', async () => {
  const { parent, ann, bob } = await withMemo('10d')
  const record = { table: 'documents', key: ann.id('memo.txt') }
  await ann.copy.records.collections.sign(record, ann.copy.records.read(record).seen, ann.deed)
  await ann.saves('memo.txt', text('third of ann'))
  await bob.saves('memo.txt', text('third of bob'))
  for (const member of [ann, bob, ann]) await visits(member, parent)

  await daysLater(parent, 20)

  const here = versionsOf(parent).map(({ isHere, standing }) => [standing, isHere])
  expect(here.filter(([standing]) => standing !== 'replaced').map(([, isHere]) => isHere)).toEqual([
    true,
    true,
  ])
  expect(here.filter(([standing]) => standing === 'replaced').map(([, isHere]) => isHere)).toEqual([
    true,
    false,
  ])
})

test('large versions that need chunks of a dropped one are written anew first, and stay whole', async () => {
  const first = unlikeBytes(700_000)
  const second = overwritten(first, 300_000, unlikeBytes(1024, 2))
  const { parent, ann, bob } = await withMemo('10d', first, second)
  const third = overwritten(second, 500_000, unlikeBytes(1024, 3))
  await ann.saves('memo.txt', third)
  for (const member of [ann, bob, ann]) await visits(member, parent)
  const [, , oldest] = versionsOf(parent)
  const before = parent.disk.sizeBytes(packPath(oldest?.hash ?? ''))

  await daysLater(parent, 13)
  parent.restarts()

  expect(before).toBeGreaterThan(600_000)
  expect(parent.disk.sizeBytes(packPath(oldest?.hash ?? ''))).toBeNull()
  const [shown] = versionsOf(parent)
  expect(shown && parent.copy.contents.isSound(shown)).toBe(true)
  expect(isWhole(parent)).toBe(true)
  await ann.saves('memo.txt', overwritten(third, 10, text('and so on')))
  await visits(ann, parent)
  await visits(bob, parent)
  expect(bob.disk.read('memo.txt')).toEqual(ann.disk.read('memo.txt'))
})

const large = unlikeBytes(700_000)

test('a visitor drops a large version that no other one rests on', async () => {
  const { parent, ann } = await withMemo('10d', large, unlikeBytes(600_000, 2))

  await daysLater(ann, 13, parent)
  parent.restarts()

  expect(standings(parent)).toEqual([
    ['shown', true, false],
    ['replaced', false, true],
  ])
  expect(isWhole(parent)).toBe(true)
})

test('a visitor leaves a large version that another one rests on', async () => {
  const { parent, ann } = await withMemo('10d', large, overwritten(large, 300_000, unlikeBytes(1024, 2)))

  await daysLater(ann, 13, parent)
  parent.restarts()

  expect(standings(parent).map(([, isHere]) => isHere)).toEqual([true, true])
  expect(isWhole(parent)).toBe(true)
})

test('a visitor brings back a large version that another one turns out to rest on', async () => {
  const { parent, ann } = await withMemo('10d', large, unlikeBytes(600_000, 2))
  const [, old] = versionsOf(parent)
  await ann.creates('plan.txt', overwritten(large, 300_000, unlikeBytes(1024, 3)))
  await visits(ann, parent)
  const [plan] = versionsOf(parent, 'plan.txt')
  const path = packPath(plan?.hash ?? '')
  const pack = parent.disk.read(path) ?? new Uint8Array(0)
  parent.disk.remove(path)
  await daysLater(ann, 10, parent)
  expect(parent.disk.kindOf(packPath(old?.hash ?? ''))).toBeNull()

  parent.disk.writeWhole(path, pack)
  await daysLater(ann, 20, parent)

  expect(parent.disk.kindOf(packPath(old?.hash ?? ''))).toBe('file')
  parent.restarts()
  expect(isWhole(parent)).toBe(true)
})

test('a version that is promoted while it lies aside is here again, and is kept', async () => {
  const { parent, bob } = await withMemo('10d')
  await daysLater(parent, 10)
  expect(standings(parent)[1]).toEqual(['replaced', false, true])

  const first = versionsOf(bob).at(-1)
  const seen = bob.copy.document(bob.id('memo.txt'))?.seen ?? ''
  await bob.copy.library.versions.promote(bob.id('memo.txt'), first ? dotText(first.dot) : '', seen, bob.deed)
  await visits(bob, parent)
  await daysLater(parent, 15)

  expect(first && parent.copy.contents.isSound(first)).toBe(true)
  expect(parent.disk.read('memo.txt')).toEqual(text('first'))
})

test('an old version stays while what replaced it is damaged here', async () => {
  const { parent } = await withMemo('10d')
  const [shown, old] = versionsOf(parent)
  parent.disk.writeWhole(contentPath(shown?.hash ?? ''), text('secons'))

  await daysLater(parent, 20)

  expect(parent.disk.sizeBytes(contentPath(old?.hash ?? ''))).not.toBeNull()
})

test('documents that the bin was emptied of go as replaced versions do, and are fetched by nobody', async () => {
  const { parent, ann, bob } = await withMemo('10d')
  const id = ann.id('memo.txt')
  const record = { table: 'documents', key: id }
  await ann.copy.records.delete(record, ann.copy.records.read(record).seen, ann.deed)
  await visits(ann, parent)
  await daysLater(parent, 20)
  expect(parent.copy.library.versions.of(id)[0]?.isHere).toBe(true)

  await ann.copy.records.emptyBin(id, ann.deed)
  for (const member of [ann, bob]) await visits(member, parent)
  await daysLater(parent, 34)
  parent.restarts()

  expect(parent.copy.library.versions.of(id)[0]?.isHere).toBe(false)
  expect(parent.copy.carried.wanted()).toEqual([])
})

test('a document that somebody restored after the bin was emptied is needed again', async () => {
  const { parent, ann, bob } = await withMemo('10d')
  const id = ann.id('memo.txt')
  const record = { table: 'documents', key: id }
  await ann.copy.records.delete(record, ann.copy.records.read(record).seen, ann.deed)
  await ann.copy.records.emptyBin(id, ann.deed)
  await visits(ann, parent)
  await visits(bob, parent)
  await bob.copy.records.restore(record, bob.copy.records.read(record).seen, bob.deed)
  for (const member of [bob, ann]) await visits(member, parent)

  await daysLater(parent, 20)

  expect(parent.copy.library.versions.of(id)[0]).toMatchObject({ isHere: true, standing: 'shown' })
})
