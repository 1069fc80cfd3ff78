import { expect, test } from 'vitest'

import { textValue } from '../../../src/engine/event/value.ts'
import { recordLife } from '../../../src/engine/merge/record-life.ts'
import type { SyncCopy } from '../../../src/engine/replica/sync-copy.ts'
import { deedOf, meet, shownAt, team, writes } from './team.ts'

const record = { table: 'tb', key: '1010' }

/** Everybody has an amount of 1; whatever the lost copy does from here on ends in rescue when it meets the others. */
const abandoned = async (before: (office: SyncCopy) => Promise<unknown> = async () => {}) => {
  const [office, ann, bob, lost] = await team('office', 'ann', 'bob', 'lost')
  if (!office || !ann || !bob || !lost) throw new Error('four copies')
  await writes(office, '1010', 1)
  await before(office)
  const all = [office, ann, bob, lost]
  await meet(all)
  return { office, ann, bob, lost, all }
}

const strikesOff = async (all: readonly SyncCopy[], office: SyncCopy, lost: SyncCopy): Promise<void> => {
  await office.lifecycle.abandon(lost.identity.line, deedOf(office))
  await meet(all)
}

/** Takes over everything that lies in rescue at one place, each moment of it by itself. */
const takesOver = async (copy: SyncCopy, which: (address: string) => boolean = () => true): Promise<void> => {
  for (const { id } of copy.lifecycle.rescued()) {
    const found = copy.lifecycle.rescued().find((each) => each.id === id)
    if (!found || found.takenOver || !which(found.address)) continue
    const outcome = await copy.lifecycle.takeOver([found], deedOf(copy))
    expect(outcome.kind).toBe('written')
  }
}

const statesOf = (all: readonly SyncCopy[]): number => new Set(all.map((copy) => copy.canonicalState())).size

test('an edit that is taken over replaces what its author was shown, and only that', async () => {
  const { office, ann, lost, all } = await abandoned()
  await writes(lost, '1010', 7)
  await strikesOff(all, office, lost)

  await takesOver(ann)
  await meet(all)

  expect(shownAt(office, '1010')).toBe('n7')
  expect(office.state.conflictCount).toBe(0)
})

test('where somebody wrote there since, both stand in conflict, as if the edit had come in time', async () => {
  const { office, ann, lost, all } = await abandoned()
  await writes(lost, '1010', 7)
  await strikesOff(all, office, lost)
  await writes(office, '1010', 2)
  await meet(all)

  await takesOver(ann)
  await meet(all)

  const heads = office.read('tb', '1010', 'amount').register?.siblings ?? []
  expect(heads.map(({ canonical }) => canonical).sort()).toEqual(['n2', 'n7'])
  expect(statesOf(all)).toBe(1)
})

test('of two edits one over the other, the later one may be taken over alone', async () => {
  const { office, ann, lost, all } = await abandoned()
  await writes(lost, '1010', 7)
  await writes(lost, '1010', 8)
  await strikesOff(all, office, lost)
  const later = ann.lifecycle.rescued().at(-1)
  if (!later) throw new Error('two edits in rescue')

  await ann.lifecycle.takeOver([later], deedOf(ann))
  await meet(all)

  expect(shownAt(office, '1010')).toBe('n8')
  expect(office.state.conflictCount).toBe(0)
})

test('…and after the earlier one, over it', async () => {
  const { office, ann, bob, lost, all } = await abandoned()
  await writes(lost, '1010', 7)
  await writes(lost, '1010', 8)
  await strikesOff(all, office, lost)
  const [earlier, later] = ann.lifecycle.rescued()
  if (!earlier || !later) throw new Error('two edits in rescue')

  await ann.lifecycle.takeOver([earlier], deedOf(ann))
  await meet(all)
  await bob.lifecycle.takeOver([later], deedOf(bob))
  await meet(all)

  expect(shownAt(office, '1010')).toBe('n8')
  expect(office.state.conflictCount).toBe(0)
})

test('a deletion takes the record away, unless somebody has edited it since', async () => {
  const { office, ann, bob, lost, all } = await abandoned((copy) => writes(copy, '2020', 5))
  for (const key of ['1010', '2020']) {
    const place = { table: 'tb', key }
    await lost.records.delete(place, lost.records.read(place).seen, deedOf(lost))
  }
  await strikesOff(all, office, lost)
  await writes(bob, '2020', 6)
  await meet(all)

  await takesOver(ann)
  await meet(all)

  expect(recordLife(office.state, 'tb', '1010').kind).toBe('deleted')
  expect(recordLife(office.state, 'tb', '2020').kind).toBe('kept')
  expect(statesOf(all)).toBe(1)
})

test('a deletion of what the lost copy had written itself takes that away, too', async () => {
  const { office, ann, lost, all } = await abandoned()
  await writes(lost, '1010', 7)
  await lost.records.delete(record, lost.records.read(record).seen, deedOf(lost))
  await strikesOff(all, office, lost)

  await takesOver(ann)
  await meet(all)

  expect(recordLife(office.state, 'tb', '1010').kind).toBe('deleted')
})

test('a document with its name, in one event, and a move of another', async () => {
  const [papers, memo] = ['papers', 'memo.txt']
  const { office, ann, lost, all } = await abandoned(async (copy) => {
    await copy.records.makeFolder(papers, null, deedOf(copy))
    await copy.createDocument(memo, new Uint8Array([1]), deedOf(copy))
  })
  const folder = lost.state.keys('folders')[0] ?? ''
  const documentId = lost.documents()[0]?.documentId ?? ''
  const place = { table: 'documents', key: documentId }
  await lost.records.move(place, folder, lost.read('documents', documentId, 'parent').seen, deedOf(lost))
  await lost.createDocument('late.txt', new Uint8Array([2]), deedOf(lost))
  await strikesOff(all, office, lost)
  const moments = Map.groupBy(ann.lifecycle.rescued(), ({ dot }) => `${dot.log} ${dot.seq}`)
  expect(moments.size).toBe(2)

  for (const deeds of moments.values()) await ann.lifecycle.takeOver(deeds, deedOf(ann))
  await meet(all)

  expect(office.documents().map(({ name }) => name)).toEqual(['late.txt', 'papers/memo.txt'])
  expect(statesOf(all)).toBe(1)
})

test('what went into a set and what was taken out; who adds it again wins', async () => {
  const tags = { ...record, field: 'tags' }
  const { office, ann, bob, lost, all } = await abandoned((copy) =>
    copy.records.collections.add(tags, textValue('old'), deedOf(copy)),
  )
  await lost.records.collections.add(tags, textValue('new'), deedOf(lost))
  await lost.records.collections.remove(tags, textValue('old'), deedOf(lost))
  await strikesOff(all, office, lost)

  await takesOver(ann)
  await meet(all)
  expect(office.state.collections.elements('tb', '1010', 'tags')).toEqual([textValue('new')])

  await bob.records.collections.add(tags, textValue('old'), deedOf(bob))
  await meet(all)
  expect(office.state.collections.elements('tb', '1010', 'tags')).toHaveLength(2)
})

test('a count is counted once, whoever takes it over beside the other', async () => {
  const counter = { ...record, field: 'copies printed' }
  const { office, ann, bob, lost, all } = await abandoned((copy) =>
    copy.records.collections.count(counter, 10, deedOf(copy)),
  )
  await lost.records.collections.count(counter, 3, deedOf(lost))
  await lost.records.collections.count(counter, 4, deedOf(lost))
  await strikesOff(all, office, lost)

  await takesOver(ann)
  await takesOver(bob)
  await ann.records.collections.count(counter, 100, deedOf(ann))
  await meet(all)

  expect(all.slice(0, 3).map((copy) => copy.state.collections.total('tb', '1010', 'copies printed'))).toEqual(
    [117, 117, 117],
  )
  expect(statesOf(all)).toBe(1)
})

test('a signature is its author’s own', async () => {
  const { office, ann, lost, all } = await abandoned()
  await lost.records.collections.sign(record, lost.records.read(record).seen, deedOf(lost))
  await strikesOff(all, office, lost)
  const [signature] = ann.lifecycle.rescued()
  if (!signature) throw new Error('a signature in rescue')

  const outcome = await ann.lifecycle.takeOver([signature], deedOf(ann))

  expect(outcome).toMatchObject({ kind: 'pointless', detail: expect.stringContaining('sign it yourself') })
})
