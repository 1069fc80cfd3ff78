import { describe, expect, test } from 'vitest'

import { StoreTrouble } from '../../../src/access/ports/sql-database.ts'
import { FeedHandler } from '../../../src/access/replication/feed-handler.ts'
import { proveQuestion } from '../../../src/access/replication/feed-identity.ts'
import { encodeFeedQuestion } from '../../../src/access/replication/feed-question.ts'
import { remoteFeed } from '../../../src/access/replication/remote-feed.ts'
import { branchFact } from '../../../src/access/rights/fact.ts'
import { SimDatabase } from '../../../src/sim/machine/database/sim-database.ts'
import { handlerChannel, feedPorts, keysOf } from '../store/feed-parts.ts'
import { newCentre, user } from '../store/team-of-stores.ts'

const action = { by: 'admin', atMs: 0 }

/** A centre that knows the branch Leeds, its desk, and a way to it for whoever has some key. */
const centreWithHandler = async (nowMs = () => Date.now()) => {
  const database = new SimDatabase()
  const centre = newCentre('one', database)
  await centre.write([branchFact('leeds', { publicKey: keysOf('leeds').publicKey.toHex() })], action)
  const ports = { ...feedPorts, clock: { ...feedPorts.clock, nowMs } }
  const handler = new FeedHandler({ centre, ports })
  const channel = handlerChannel(handler)
  const asks = (branch: string, keyOf = branch) =>
    remoteFeed(channel, { branch, privateKey: keysOf(keyOf).privateKey }, feedPorts)
  return { database, centre, desk: handler, channel, asks }
}

describe('the door of a centre', () => {
  test('answers a branch whose key it knows', async () => {
    const { asks } = await centreWithHandler()

    expect(await asks('leeds').page(null, 9)).toMatchObject({ kind: 'page', isLast: true })
  })

  test.each([
    ['a name that it does not know', 'york', 'york'],
    ['a name it knows, with another key', 'leeds', 'york'],
    ['no name', '', 'leeds'],
  ])('gives nothing to %s, and does not say which of the two is wrong', async (_who, branch, keyOf) => {
    const { asks } = await centreWithHandler()

    expect(await asks(branch, keyOf).page(null, 9)).toEqual({
      kind: 'denied',
      detail:
        'The centre does not know this branch, or not by this key. The operator of the centre registers it there, with datastore branch-key.',
    })
  })

  test('gives nothing any more to a branch whose key was taken away', async () => {
    const { asks, centre } = await centreWithHandler()
    await centre.write([branchFact('leeds', null)], action)

    expect(await asks('leeds').page(null, 9)).toMatchObject({ kind: 'denied' })
  })

  test('answers no question a second time, and none that was signed for another one', async () => {
    const { asks, channel, desk: handler } = await centreWithHandler()
    await asks('leeds').page(null, 9)
    const [seen] = channel.sent
    if (!seen) throw new Error('something was asked')
    const other = encodeFeedQuestion({ kind: 'page', after: null, factsMax: 10 })

    expect(await handler.answer(seen)).toMatchObject({
      kind: 'refused',
      refusal: { what: 'The request was made before' },
    })
    expect(await handler.answer({ ...seen, body: other })).toMatchObject({
      refusal: { code: 'unknown-user' },
    })
  })

  test('refuses a question of another time, and says that a clock is wrong', async () => {
    const { asks } = await centreWithHandler(() => Date.now() + 10 * 60_000)

    const answer = await asks('leeds').page(null, 9)

    expect(answer).toMatchObject({ kind: 'denied' })
    expect('detail' in answer && answer.detail).toContain('See to it that the clocks')
  })

  test('gives no more at once than it means to, whatever is asked for, and all of it in the end', async () => {
    const { centre, asks } = await centreWithHandler()
    const long = 'x'.repeat(400_000)
    for (const name of ['ann', 'bob', 'cyn', 'dan'])
      await centre.write([{ ...user(name), value: long }], action)
    const page = await asks('leeds').page(null, 1_000_000)
    const standing = await centre.standing()
    const place = standing.kind === 'centre' ? { ...standing.place, position: 0 } : null
    const chain = feedPorts.digest.sha256Hex(new TextEncoder().encode('one'))
    const changes = place && (await asks('leeds').changes({ ...place, chain }, 1_000_000))

    expect(page).toMatchObject({ kind: 'page', isLast: false, facts: { length: 3 } })
    expect(changes).toMatchObject({ kind: 'changes', changes: { length: 3 }, latest: 5 })
  })

  test('gives a fact that is larger than what it means to give at once, or nobody would come past it', async () => {
    const { centre, asks } = await centreWithHandler()
    await centre.write([{ table: 'a', key: 'large', value: 'x'.repeat(3_000_000) }], action)

    expect(await asks('leeds').page(null, 9)).toMatchObject({ facts: [{ key: 'large' }], isLast: false })
  })

  test('writes down once a minute who asked, and what it had; at once when it was filled', async () => {
    let nowMs = Date.now()
    const { centre, asks } = await centreWithHandler(() => nowMs)
    const standing = await centre.standing()
    const place = standing.kind === 'centre' ? standing.place : null
    if (!place) throw new Error('a centre stands as a centre')
    const startMs = nowMs

    await asks('york').page(null, 9)
    expect(await centre.askedBy()).toEqual([])
    await asks('leeds').page(null, 9)
    expect(await centre.askedBy()).toEqual([{ name: 'leeds', atMs: startMs, position: null }])
    nowMs = startMs + 1000
    await asks('leeds').changes(place, 9)
    const filled = { name: 'leeds', atMs: startMs + 1000, position: place.position }
    expect(await centre.askedBy()).toEqual([filled])
    nowMs = startMs + 60_000
    await asks('leeds').changes(place, 9)
    expect(await centre.askedBy()).toEqual([filled])
    nowMs = startMs + 61_000
    await asks('leeds').changes(place, 9)

    expect(await centre.askedBy()).toEqual([{ ...filled, atMs: nowMs }])
  })

  test.each([
    ['bytes that are no question', new Uint8Array([1, 9]), 'malformed'],
    ['a question of a later version', new Uint8Array([7, 0]), 'newer'],
    ['a question that is far too long', new Uint8Array(5000), 'too-large'],
  ])('refuses %s', async (_what, body, code) => {
    const { desk: handler, channel } = await centreWithHandler()
    const identity = { branch: 'leeds', privateKey: keysOf('leeds').privateKey }
    const stamp = { atMs: Date.now(), nonce: new Uint8Array(12) }
    const proof = proveQuestion(identity, body, stamp, feedPorts)

    expect(await handler.answer({ branch: 'leeds', proof, body })).toMatchObject({
      kind: 'refused',
      refusal: { code },
    })
    expect(channel.sent).toEqual([])
  })

  test('whose own disk fails is not there for its branches, and tells them nothing of it', async () => {
    const { database, asks } = await centreWithHandler()
    database.trouble = new StoreTrouble('broken', 'secret /path/of/centre')

    const answer = await asks('leeds').page(null, 9)

    expect(answer).toMatchObject({ kind: 'unreachable' })
    expect('detail' in answer && answer.detail).not.toContain('secret')
  })
})
