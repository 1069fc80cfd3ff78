import { expect, test } from 'vitest'

import type { ShareAnswer, ShareClient, ShareSession } from '../../../src/engine/ports/share-client.ts'
import { staleShareClient } from '../../../src/sim/share/stale-share.ts'
import { simShareClient } from '../../world/sim-share-client.ts'

const bytes = new TextEncoder().encode('x')

/** Two machines at one share, the second of which believes for a minute what it was told. */
const office = async () => {
  const clock = { nowMs: 0 }
  const fresh = simShareClient(20)
  const session = async (client: ShareClient): Promise<ShareSession> => {
    const answer = await client.connect('parent')
    if (answer.kind !== 'session') throw new Error(answer.kind)
    return answer.session
  }
  return { clock, ann: await session(fresh), bob: await session(staleShareClient(fresh, () => clock.nowMs)) }
}

const names = (answer: ShareAnswer<readonly string[]>): readonly string[] =>
  answer.kind === 'ok' ? answer.value : [answer.kind]

test('a listing is as it was a minute ago', async () => {
  const { clock, ann, bob } = await office()
  await ann.writeWhole('in/a', bytes)
  await bob.list('in')
  await ann.writeWhole('in/b', bytes)

  clock.nowMs = 59_999
  expect(names(await bob.list('in'))).toEqual(['a'])
  clock.nowMs = 60_000
  expect(names(await bob.list('in'))).toEqual(['a', 'b'])
})

test('what was not there is not there for a minute', async () => {
  const { clock, ann, bob } = await office()
  await bob.read('a')
  await ann.writeWhole('a', bytes)

  clock.nowMs = 59_999
  expect((await bob.read('a')).kind).toBe('absent')
  clock.nowMs = 60_000
  expect((await bob.read('a')).kind).toBe('ok')
})

test('what is there is read as it is now', async () => {
  const { ann, bob } = await office()
  await ann.writeWhole('a', bytes)
  await bob.read('a')
  await ann.writeWhole('a', new Uint8Array([1, 2, 3]))

  expect(await bob.sizeBytes('a')).toEqual({ kind: 'ok', value: 3 })
})

test('a machine sees at once what it changed itself', async () => {
  const { bob } = await office()
  await bob.writeWhole('in/a', bytes)
  await bob.list('in')
  await bob.read('in/b')

  await bob.writeWhole('in/b', bytes)
  await bob.rename('in/a', 'in/c')

  expect(names(await bob.list('in'))).toEqual(['b', 'c'])
  expect((await bob.read('in/b')).kind).toBe('ok')
})
