import { expect, test } from 'vitest'

import { dotText } from '../../../src/engine/identifier/log-id.ts'
import {
  casesOf,
  caseValue,
  conflictTable,
  overdueConflicts,
  ownerGroup,
} from '../../../src/engine/merge/conflict-cases.ts'
import type { SyncCopy } from '../../../src/engine/replica/sync-copy.ts'
import { deedOf, meet, team, writes } from '../replica/team.ts'

const inConflict = async () => {
  const [ann, bob, cem] = await team('ann', 'bob', 'cem')
  if (!ann || !bob || !cem) throw new Error('three copies')
  await writes(ann, '1010', 1)
  await writes(bob, '1010', 2)
  const all = [ann, bob, cem]
  await meet(all)
  return { ann, bob, cem, all }
}

const registerIn = (copy: SyncCopy) => {
  const { register } = copy.read('tb', '1010', 'amount')
  if (!register) throw new Error('a register')
  return register
}

const gives = async (copy: SyncCopy, to: string, dueMs: number | null): Promise<void> => {
  const { address, siblings: heads } = registerIn(copy)
  const value = caseValue(
    to,
    dueMs,
    heads.map(({ dot }) => dot),
  )
  const fields = value.kind === 'group' ? value.fields : []
  const { seen } = copy.read(conflictTable, address, ownerGroup)
  await copy.editGroup({ table: conflictTable, key: address, group: ownerGroup }, fields, seen, deedOf(copy))
}

const settles = async (copy: SyncCopy): Promise<void> => {
  const ids = registerIn(copy).siblings.map(({ dot }) => dotText(dot))
  const place = { table: 'tb', key: '1010', field: 'amount' }
  await copy.resolve({ ...place, take: ids[0] ?? '', resolves: ids }, deedOf(copy))
}

const ownersIn = (copy: SyncCopy): readonly string[] =>
  casesOf(copy.state, registerIn(copy)).map(({ owner }) => owner)

test('whoever is given a conflict owns it on every copy; it can be given on (row 66)', async () => {
  const { ann, bob, cem, all } = await inConflict()
  await gives(ann, 'bob', null)
  await meet(all)
  expect(all.map(ownersIn)).toEqual([['bob'], ['bob'], ['bob']])

  await gives(bob, 'cem', 5)
  await meet(all)

  expect(casesOf(cem.state, registerIn(cem))).toMatchObject([{ owner: 'cem', dueMs: 5, assignedBy: 'bob' }])
})

test('two who give it away at one time are in conflict, and both owners are listed (row 66)', async () => {
  const { ann, bob, cem, all } = await inConflict()
  await gives(ann, 'bob', null)
  await gives(bob, 'cem', null)
  await meet(all)

  expect([...ownersIn(cem)].sort()).toEqual(['bob', 'cem'])
  expect(cem.state.conflictCount).toBe(2)
})

test('a later conflict at the same place is nobody’s (row 66)', async () => {
  const { ann, bob, cem, all } = await inConflict()
  await gives(ann, 'bob', 5)
  await meet(all)
  expect(overdueConflicts(cem.state, 6).map(({ address }) => address)).toEqual(['tb/1010.amount'])
  expect(overdueConflicts(cem.state, 5)).toEqual([])

  await settles(bob)
  await meet(all)
  await writes(ann, '1010', 3)
  await writes(cem, '1010', 4)
  await meet(all)

  expect(cem.state.conflictCount).toBe(1)
  expect(ownersIn(cem)).toEqual([])
})
