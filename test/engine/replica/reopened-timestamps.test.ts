import { expect, test } from 'vitest'

import { LightCopy } from '../../properties/light-copy.ts'
import { writes } from '../real-copy.ts'
import { Machine } from '../storage/snapshot/machine.ts'

test('a copy that is opened again writes after every stamp that it had adopted, in whichever order it reads them', async () => {
  const machine = new Machine()
  const copy = await machine.create()
  const theirMs = machine.nowMs + 5 * 60_000
  // By its name this line is read first, and the own one resets nothing.
  const theirs = new LightCopy(0, () => theirMs)
  theirs.write('theirs', 1, false)
  await copy.ingest(theirs.ranges(), 'journal')
  copy.close()

  const again = machine.open()
  await writes(again, 'mine', 2)

  expect(again.read('tb', 'mine', 'amount').register?.siblings[0]?.timestamp).toEqual({
    ms: theirMs,
    count: 1,
  })
  expect(again.state.refusedTimestamps()).toEqual([])
})
