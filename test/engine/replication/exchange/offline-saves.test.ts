import { expect, test } from 'vitest'

import { textValue } from '../../../../src/engine/event/value.ts'
import { overwritten, unlikeBytes } from '../../document/unlike-bytes.ts'
import { documentTeam, joins, type Member } from './document-team.ts'

const text = (of: string): Uint8Array => new TextEncoder().encode(of)

const heldBy = (member: Member, name = 'memo.txt'): readonly boolean[] =>
  member.copy.library.versions.of(member.id(name)).map(({ isHere }) => isHere)

/** Ann saves three times while she is offline. */
const savedOffline = async (behaviour: 'automatic' | 'on-demand') => {
  const [parent, ann] = await documentTeam('ann')
  if (!ann) throw new Error('nobody there')
  await ann.creates('memo.txt', text('first'))
  const place = { table: 'documents', key: ann.id('memo.txt'), field: 'behaviour' }
  await ann.copy.edit(
    place,
    textValue(behaviour),
    ann.copy.read(place.table, place.key, place.field).seen,
    ann.deed,
  )
  await ann.exchanges(parent)
  for (const save of ['second', 'third', 'fourth']) await ann.saves('memo.txt', text(save))
  await ann.exchanges(parent)
  await parent.serves()
  return { parent, ann }
}

test('every save that was made offline is kept above, under Automatic (row 9)', async () => {
  const { parent } = await savedOffline('automatic')

  expect(heldBy(parent)).toEqual([true, true, true, true])
})

test('of a document that is taken on demand the last save alone travels (row 9)', async () => {
  const { parent } = await savedOffline('on-demand')

  expect(heldBy(parent)).toEqual([true, false, false, true])
})

test('a colleague takes the last one, and any of the others when somebody asks (row 9)', async () => {
  const { parent } = await savedOffline('automatic')
  const bob = await joins(parent, 'bob')
  expect(heldBy(bob)).toEqual([true, false, false, false])
  const third = bob.copy.library.versions.of(bob.id('memo.txt'))[1]
  if (!third) throw new Error('a third save')

  bob.copy.library.behaviours.ask(third)
  await bob.exchanges(parent)

  expect(heldBy(bob)).toEqual([true, true, false, false])
})

test('a copy in between passes them on (row 9)', async () => {
  const [parent, ann] = await documentTeam('ann')
  if (!ann) throw new Error('nobody there')
  const eve = await joins(ann, 'eve')
  await eve.creates('memo.txt', text('first'))
  await eve.saves('memo.txt', text('second'))
  await eve.exchanges(ann)
  await ann.serves()

  await ann.exchanges(parent)
  await parent.serves()

  expect(heldBy(parent)).toEqual([true, true])
})

test('large ones cost what they differ by (row 9)', async () => {
  const [parent, ann] = await documentTeam('ann')
  if (!ann) throw new Error('nobody there')
  const report = unlikeBytes(1_000_000)
  await ann.creates('report.pdf', report)
  await ann.exchanges(parent)
  for (let save = 1; save <= 3; save += 1)
    await ann.saves('report.pdf', overwritten(report, save * 200_000, unlikeBytes(500, save)))

  const { bytes } = await ann.exchanges(parent)
  await parent.serves()

  expect(heldBy(parent, 'report.pdf')).toEqual([true, true, true, true])
  expect(bytes).toBeLessThan(200_000)
})
