import { describe, expect, test } from 'vitest'

import { openExchange } from '../../../src/engine/replication/client/open-exchange.ts'
import { PublishedCopy } from '../../../src/engine/server/published-copy.ts'
import { amountOf, writes } from '../real-copy.ts'
import { arbiterOver, clock, bringInSync, ServedOffice, waitForAll } from './served-office.ts'

describe('what crosses between a copy and a server', () => {
  test('an idle check is one small round trip, for a copy that was level when its program began', async () => {
    const office = await ServedOffice.open()
    const instance = await office.instance()
    const ann = await office.joins(instance)
    await bringInSync(ann)
    const again = openExchange(ann.copy, await office.session(instance), ann.ports)

    const crossed = await office.crossing(() => again.exchange())

    expect(crossed.messages).toBe(2)
    expect(crossed.bytes).toBeLessThan(64)
    expect(again.isInSync).toBe(true)
  })

  test('in a session that lasts, it takes eight bytes', async () => {
    const office = await ServedOffice.open()
    const ann = await office.joins(await office.instance())
    await bringInSync(ann)

    expect(await office.crossing(() => ann.exchange.exchange())).toEqual({ messages: 2, bytes: 8 })
  })

  test('an edit like the one before takes some thirty bytes, both ways together', async () => {
    const office = await ServedOffice.open()
    const ann = await office.joins(await office.instance())
    for (const amount of [1, 2, 3]) {
      await writes(ann.copy, 'cash', amount)
      await bringInSync(ann)
    }
    await writes(ann.copy, 'cash', 4)

    const crossed = await office.crossing(() => ann.exchange.exchange())

    expect(crossed.messages).toBe(2)
    expect(crossed.bytes).toBeLessThan(45)
  })

  test('many edits of many copies come in columns that all lines share', async () => {
    const office = await ServedOffice.open()
    const instance = await office.instance()
    for (const name of ['bob', 'cem', 'dan']) {
      const laptop = await office.joins(instance, name)
      for (let key = 0; key < 100; key += 1) await writes(laptop.copy, `${name} ${key}`, key)
      await bringInSync(laptop)
    }

    const crossed = await office.crossing(() => office.joins(instance))

    expect(crossed.bytes).toBeLessThan(300 * 20)
  })
})

describe('a session whose memory is lost', () => {
  test('is begun anew, everything is said in full, and nothing is lost or told twice', async () => {
    const office = await ServedOffice.open()
    const instance = await office.instance({ sessionsMax: 1 })
    const [ann, bob] = [await office.joins(instance), await office.joins(instance, 'bob')]
    for (let amount = 1; amount <= 5; amount += 1) {
      // Each takes the only place for a session from the other.
      for (const laptop of [ann, bob]) {
        await writes(laptop.copy, laptop.copy.identity.copyName, amount)
        await bringInSync(laptop)
      }
    }
    await bringInSync(ann)

    expect(ann.copy.canonicalState()).toBe(bob.copy.canonicalState())
    expect(amountOf(ann.copy, 'bob')).toEqual(amountOf(bob.copy, 'bob'))
  })

  test('an answer that never comes leaves nothing in doubt: what is brought again is already there', async () => {
    const office = await ServedOffice.open()
    const instance = await office.instance()
    const ann = await office.joins(instance)
    await bringInSync(ann)
    let isCut = false
    const cut = {
      ...ann.session,
      ask: async (...asked: Parameters<typeof ann.session.ask>) => {
        const answer = await ann.session.ask(...asked)
        if (isCut) throw new Error('cut')
        return answer
      },
    }
    const exchange = openExchange(ann.copy, cut, ann.ports)
    await exchange.exchange()
    await writes(ann.copy, 'a', 1)
    isCut = true
    await expect(exchange.exchange()).rejects.toThrow('cut')
    isCut = false

    expect(await exchange.exchange()).toMatchObject({ kind: 'level', eventsOut: 0 })
    expect(instance.file.logs.receivedSeq(ann.copy.identity.line)).toBe(2)
  })

  test('another instance over the same folder goes on where the first one was', async () => {
    const office = await ServedOffice.open()
    const [first, second] = [await office.instance(), await office.instance()]
    const ann = await office.joins(first)
    await writes(ann.copy, 'a', 1)
    await bringInSync(ann)
    await second.file.tend()
    const moved = openExchange(ann.copy, await office.session(second), ann.ports)
    await writes(ann.copy, 'a', 2)

    expect(await moved.exchange()).toMatchObject({ kind: 'level', eventsIn: 0, eventsOut: 1 })
  })
})

describe('waiting for news', () => {
  const pair = async () => {
    const office = await ServedOffice.open()
    const published = new PublishedCopy(office.parent, arbiterOver(office.disk))
    const instance = { server: office.server(published, { waitMsMax: 5000 }) }
    const [ann, bob] = [await office.joins(instance), await office.joins(instance, 'bob')]
    for (const laptop of [ann, bob, ann]) await bringInSync(laptop)
    return { office, published, instance, ann, bob }
  }

  test('a colleague’s edit is told at once, and taken in without another question', async () => {
    const { office, ann, bob } = await pair()
    const told = ann.exchange.untilChanges(5000)
    await waitForAll()
    await writes(bob.copy, 'x', 7)
    await bringInSync(bob)

    await told
    const crossed = await office.crossing(() => ann.exchange.exchange())

    expect(crossed.messages).toBe(0)
    expect(amountOf(ann.copy, 'x')).toEqual(amountOf(bob.copy, 'x'))
  })

  test('one’s own edit goes out meanwhile, and is not told back', async () => {
    const { ann, published } = await pair()
    let isTold = false
    void ann.exchange.untilChanges(5000)?.then(() => (isTold = true))
    await waitForAll()
    await writes(ann.copy, 'mine', 1)

    expect(await ann.exchange.exchange()).toMatchObject({ kind: 'level', eventsOut: 1 })
    await waitForAll()

    expect(isTold).toBe(false)
    expect(published.logs.receivedSeq(ann.copy.identity.line)).toBe(2)
  })

  test('it ends in time, without news, and costs nothing while it lasts', async () => {
    const { office, ann } = await pair()
    let isTold = false
    const crossed = await office.crossing(async () => {
      void ann.exchange.untilChanges(60_000)?.then(() => (isTold = true))
      await waitForAll()
      await clock.passes(4999)
      expect(isTold).toBe(false)
      await clock.passes(1)
    })

    expect(isTold).toBe(true)
    expect(crossed.messages).toBe(2)
    expect(await ann.exchange.exchange()).toMatchObject({ kind: 'level', eventsIn: 0, eventsOut: 0 })
  })

  test('a server that goes away answers whoever waits, and lets nobody wait any more', async () => {
    const { ann, instance } = await pair()
    let isTold = false
    void ann.exchange.untilChanges(5000)?.then(() => (isTold = true))
    await waitForAll()

    instance.server.drain()
    await waitForAll()

    expect(isTold).toBe(true)
    await ann.exchange.exchange()
    await ann.exchange.untilChanges(5000)
    expect(clock.waiting).toBe(0)
  })

  test('more than are taken are told so, and lose nothing', async () => {
    const office = await ServedOffice.open()
    const instance = await office.instance({ waitingMax: 1 })
    const [ann, bob] = [await office.joins(instance), await office.joins(instance, 'bob')]
    for (const laptop of [ann, bob]) await bringInSync(laptop)
    void ann.exchange.untilChanges(5000)
    await waitForAll()

    await bob.exchange.untilChanges(5000)

    expect(await bob.exchange.exchange()).toMatchObject({
      kind: 'interrupted',
      trouble: {
        kind: 'lost',
        detail: expect.stringMatching(/1 clients wait for changes.*Ask without waiting/),
      },
    })
    expect(await bob.exchange.exchange()).toMatchObject({ kind: 'level' })
  })
})
