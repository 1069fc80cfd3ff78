import { expect, test } from 'vitest'

import { staffAtWork } from '../../../src/scenario/index.ts'
import { judgeRecording } from '../../../src/sim/check/registry.ts'
import { drawPlan } from '../../../src/sim/planning/draw-plan.ts'
import { executed } from '../../world/executed.ts'
import { smallTeam } from '../../world/small-team.ts'

const spec = smallTeam({
  file: { accounts: 12, documentsEach: 1 },
  day: { lasts: '10m' },
  work: staffAtWork({
    openWithin: '10s',
    editEvery: '6s',
    documents: 0,
    think: ['1s', '3s'],
    mix: { createRecord: 0.2, deleteRecord: 0.1 },
  }),
  expectConflicts: 0,
})
const plan = drawPlan(spec, 'full', 1)
const deletions = plan.work.items.flatMap((item) => (item.kind === 'delete-record' ? [item] : []))

test('people delete records that they created themselves, and no others', () => {
  const creators = new Map(
    plan.work.items.flatMap((item) => (item.kind === 'create-record' ? [[item.id, item.actor]] : [])),
  )

  expect(deletions.length).toBeGreaterThan(10)
  for (const { record, actor } of deletions) expect(creators.get(record.item)).toBe(actor)
})

test('a deletion is a write of its own, reaches every copy, and is judged', async () => {
  const { recording } = await executed(plan)
  const written = recording.writes.filter(({ register }) => register.endsWith('.@deleted'))

  expect(written.length).toBeGreaterThan(5)
  expect(recording.writes.length - written.length).toBeGreaterThan(100)
  for (const { id, register } of written)
    for (const { registers } of recording.finals)
      expect(registers.find((each) => each.register === register)?.siblings).toEqual([id])
  expect(judgeRecording(recording).filter(({ holds }) => !holds)).toEqual([])
})

test('a record is deleted once: a second deletion is skipped', async () => {
  const { recording } = await executed(plan)
  const again = deletions.filter(
    ({ record }, index) => deletions.findIndex((other) => other.record.item === record.item) !== index,
  )

  expect(again.length).toBeGreaterThan(0)
  expect(recording.skippedItems).toEqual(expect.arrayContaining(again.slice(-1).map(({ id }) => id)))
})
