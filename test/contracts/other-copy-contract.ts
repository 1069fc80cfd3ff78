import { describe, expect, test } from 'vitest'

import { createCopyFrom } from '../../src/engine/lifecycle/create-copy.ts'
import type { ShareSession } from '../../src/engine/ports/share-client.ts'
import type { CopyPorts } from '../../src/engine/replica/copy-ports.ts'
import type { SyncCopy } from '../../src/engine/replica/sync-copy.ts'
import { openExchange } from '../../src/engine/replication/client/open-exchange.ts'
import type { ExchangeOutcome, Exchanger } from '../../src/engine/replication/exchange/exchanger.ts'
import { amountOf, opened, writes } from '../engine/real-copy.ts'

/** A copy at the other end, and how others get at it. */
export interface OtherCopyGround {
  readonly parent: SyncCopy
  /** To be called when the parent's own program did something, or is to take in what visitors brought. */
  readonly tend: () => Promise<void>
  readonly session: () => Promise<ShareSession>
  /** What a computer of its own needs. */
  readonly newPorts: () => CopyPorts
}

interface Visitor {
  readonly copy: SyncCopy
  readonly exchange: Exchanger
}

/** What every way to another copy must do, whatever lies in between. */
export const otherCopyContract = (name: string, make: () => Promise<OtherCopyGround>): void => {
  describe(`another copy, through ${name}`, () => {
    test('a copy that is made from it has all of it', async () => {
      const ground = await make()
      for (let key = 1; key <= 300; key += 1) await writes(ground.parent, `${key}`, key)
      await ground.tend()

      const ann = await joins(ground, 'ann')

      await ground.tend()
      expect(amountOf(ann.copy, '300')).toEqual(amountOf(ground.parent, '300'))
      expect(ann.copy.canonicalState()).toBe(ground.parent.canonicalState())
    })

    test('edits go both ways, and then nothing moves any more', async () => {
      const ground = await make()
      const ann = await joins(ground, 'ann')
      await writes(ann.copy, 'a', 1)
      await writes(ground.parent, 'b', 2)

      await levels(ground, ann)

      expect(ground.parent.canonicalState()).toBe(ann.copy.canonicalState())
      expect(amountOf(ground.parent, 'a')).toEqual(amountOf(ann.copy, 'a'))
      expect(await ann.exchange.exchange()).toMatchObject({ kind: 'level', eventsIn: 0, eventsOut: 0 })
      expect([ann.exchange.isInSync, ann.exchange.unsentEvents]).toEqual([true, 0])
    })

    test('what two visitors wrote into one field without knowing of each other is a conflict everywhere', async () => {
      const ground = await make()
      const [ann, bob] = [await joins(ground, 'ann'), await joins(ground, 'bob')]
      await levels(ground, ann)
      await levels(ground, bob)
      await writes(ann.copy, 'x', 1)
      await writes(bob.copy, 'x', 2)

      for (const visitor of [ann, bob, ann]) await levels(ground, visitor)

      expect([ann, bob].map(({ copy }) => copy.state.conflictCount)).toEqual([1, 1])
      expect(ground.parent.state.conflictCount).toBe(1)
      expect(ann.copy.canonicalState()).toBe(bob.copy.canonicalState())
    })

    test('documents travel with the edits that name them, small ones and large ones, and only what differs of a version', async () => {
      const ground = await make()
      const [ann, bob] = [await joins(ground, 'ann'), await joins(ground, 'bob')]
      const large = drawnBytes(700_000)
      for (const [file, bytes] of [
        ['small.txt', drawnBytes(3000)],
        ['large.bin', large],
      ] as const)
        await ann.copy.createDocument(file, bytes, { author: 'ann', note: '' })

      for (const visitor of [ann, bob]) await levels(ground, visitor)
      const document = bob.copy.documents().find(({ name: called }) => called === 'large.bin')
      const changed = large.slice()
      changed.set([1, 2, 3], 350_000)
      const id = document?.documentId ?? ''
      const saved = await bob.copy.saveDocument(id, changed, document?.seen ?? '', {
        author: 'bob',
        note: '',
      })
      const out = await sent(bob)
      await levels(ground, ann)

      expect(saved.kind).toBe('acknowledged')
      expect(bob.copy.carried.lackingCount).toBe(0)
      expect(ann.copy.carried.lackingCount).toBe(0)
      expect(out).toBeGreaterThan(2000)
      expect(out).toBeLessThan(100_000)
    })

    test('whoever looks learns what is there, and carries nothing', async () => {
      const ground = await make()
      const ann = await joins(ground, 'ann')
      await writes(ground.parent, 'b', 2)
      await ground.tend()
      const looking = openExchange(ann.copy, await ground.session(), ground.newPorts())

      expect(await looking.poll()).toMatchObject({ kind: 'level', eventsIn: 0 })

      expect(looking.theirVersions.get(ground.parent.identity.line)?.seq).toBe(2)
      expect(ann.copy.logs.receivedSeq(ground.parent.identity.line)).toBe(1)
    })

    test('a copy of another client file is told so, and nothing is carried', async () => {
      const [ground, stranger] = [await make(), await make()]
      await writes(stranger.parent, 'secret', 1)
      const wrong = openExchange(stranger.parent, await ground.session(), ground.newPorts())

      expect(await wrong.exchange()).toMatchObject({ kind: 'interrupted', trouble: { kind: 'unreadable' } })

      await ground.tend()
      expect(amountOf(ground.parent, 'secret')).toBeUndefined()
    })

    test('a session that was given back carries nothing', async () => {
      const ground = await make()
      const ann = await joins(ground, 'ann')
      const session = await ground.session()
      await session.disconnect()
      await writes(ann.copy, 'a', 1)

      const outcome = await openExchange(ann.copy, session, ground.newPorts()).exchange()

      expect(outcome).toMatchObject({ kind: 'interrupted', trouble: { kind: 'lost' } })
    })
  })
}

const joins = async (ground: OtherCopyGround, name: string): Promise<Visitor> => {
  await ground.tend()
  const ports = ground.newPorts()
  const copy = opened(await createCopyFrom(await ground.session(), { copyName: name, user: name }, ports))
  return { copy, exchange: openExchange(copy, await ground.session(), ports) }
}

const levels = async (ground: OtherCopyGround, { exchange }: Visitor): Promise<void> => {
  await ground.tend()
  for (let moved = 1; moved > 0;) {
    const outcome = levelOf(await exchange.exchange())
    moved = outcome.eventsIn + outcome.eventsOut
  }
  await ground.tend()
}

const sent = async ({ exchange }: Visitor): Promise<number> => levelOf(await exchange.exchange()).bytesOut

const levelOf = (outcome: ExchangeOutcome): Extract<ExchangeOutcome, { kind: 'level' }> => {
  if (outcome.kind !== 'level') throw new Error(JSON.stringify(outcome))
  return outcome
}

// Xorshift (Marsaglia 2003): bytes in which nothing comes twice.
const drawnBytes = (count: number): Uint8Array => {
  let state = 2_463_534_242
  return Uint8Array.from({ length: count }, () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state & 0xff
  })
}
