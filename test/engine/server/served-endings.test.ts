import { expect, test } from 'vitest'

import { leave } from '../../../src/engine/lifecycle/leave.ts'
import { amountOf, deed, writes } from '../real-copy.ts'
import { bringInSync, ServedOffice } from './served-office.ts'

test('a copy that leaves through a server goes at once, when the folder there is proved to have everything', async () => {
  const office = await ServedOffice.open()
  const ann = await office.joins(await office.instance())
  await bringInSync(ann)
  await writes(ann.copy, 'x', 7)

  expect(await leave({ copy: ann.copy, ports: ann.ports, session: ann.session })).toEqual({ kind: 'left' })

  await office.seals()
  expect(amountOf(office.parent, 'x')).toEqual(amountOf(ann.copy, 'x'))
})

test('an abandoned copy hands in what it wrote, and is told nothing more (S6)', async () => {
  const office = await ServedOffice.open()
  const instance = await office.instance()
  const [ann, bob] = [await office.joins(instance), await office.joins(instance, 'bob')]
  for (const laptop of [ann, bob, ann]) await bringInSync(laptop)
  await writes(bob.copy, 'late', 1)
  await ann.copy.lifecycle.abandon(bob.copy.identity.line, deed)
  await bringInSync(ann)
  await bringInSync(bob)
  expect(bob.copy.closed?.reason).toBe('abandoned')
  await writes(ann.copy, 'secret', 2)
  await bringInSync(ann)

  await bringInSync(bob)

  expect(amountOf(bob.copy, 'secret')).toBeUndefined()
  await bringInSync(ann)
  expect(ann.copy.logs.receivedSeq(bob.copy.identity.line)).toBe(2)
})
