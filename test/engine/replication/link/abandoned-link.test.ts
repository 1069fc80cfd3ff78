import { expect, test } from 'vitest'

import { deedOf } from '../../replica/team.ts'
import { Field } from './field.ts'

const abandonedLost = async (): Promise<Field> => {
  const field = await Field.with('ann', 'lost')
  await field.writes('lost', '1010', 1)
  const office = field.copy('office')
  await field.syncs('lost', 'office')
  await field.writes('lost', '2020', 2)
  await office.lifecycle.abandon(field.copy('lost').identity.line, deedOf(office))
  await field.isServed('office')
  return field
}

test('the link of an abandoned copy says so, and is not tried again (rows 13 and 33)', async () => {
  const field = await abandonedLost()

  expect(await field.links('lost', 'office')).toMatchObject({
    kind: 'none',
    reason: { kind: 'abandoned', detail: expect.stringContaining('office') },
    nextTryMs: null,
  })
})

test('an abandoned copy hands in what it had, and nothing more is carried to it (S6)', async () => {
  const field = await abandonedLost()
  await field.links('lost', 'office')
  await field.isServed('office')
  expect(field.copy('office').lifecycle.rescued()).toHaveLength(1)
  await field.writes('office', '3030', 3)
  await field.isServed('office')
  const { line: logId } = field.copy('office').identity
  const before = field.copy('lost').logs.receivedSeq(logId)

  await field.links('lost', 'office')

  expect(field.copy('lost').logs.receivedSeq(logId)).toBe(before)
})

test('an abandonment is remembered over a restart, and so is what was adopted', async () => {
  const field = await abandonedLost()
  await field.links('lost', 'office')
  await field.isServed('office')
  await field.syncs('ann', 'office')

  for (const name of ['lost', 'ann', 'office']) {
    const before = field.copy(name).canonicalState()
    expect(field.reopen(name).canonicalState()).toBe(before)
  }
})
