import { describe, expect, test } from 'vitest'

import type {
  Centre,
  ChangeFeed,
  FactRow,
  FeedPosition,
  LoadCursor,
  PageAnswer,
} from '../../src/access/ports/data-store.ts'
import { Replicator } from '../../src/access/replication/replicator.ts'
import { BranchStore } from '../../src/access/store/branch-store.ts'
import { nextChain } from '../../src/access/store/change-chain.ts'
import { realDigest } from '../../src/real/machine/real-digest.ts'
import { SimDatabase } from '../../src/sim/machine/database/sim-database.ts'

/** A new, empty centre, and the way to it that a branch has. */
export interface FeedUnderTest {
  readonly centre: Centre
  readonly feed: ChangeFeed
}

export interface CuttableFeed extends FeedUnderTest {
  /** From now on nobody is reached through it. */
  cut(): Promise<void>
}

const row = (key: string, value: string | null = '{}'): FactRow => ({ table: 'user', key, value })

const writes = async ({ centre }: FeedUnderTest, ...names: readonly string[]): Promise<void> => {
  for (const [index, name] of names.entries())
    expect(await centre.write([row(name)], { by: 'admin', atMs: index })).toMatchObject({ kind: 'written' })
}

const placeOf = async (centre: Centre): Promise<FeedPosition> => {
  const standing = await centre.standing()
  if (standing.kind !== 'centre') throw new Error('a centre stands as a centre')
  return standing.place
}

const changesAfter = async ({ feed }: FeedUnderTest, place: FeedPosition, changesMax = 100) => {
  const answer = await feed.changes(place, changesMax)
  if (answer.kind !== 'changes') throw new Error(`no changes but ${answer.kind}`)
  return answer
}

const allPages = async ({ feed }: FeedUnderTest, factsMax: number) => {
  const pages: Extract<PageAnswer, { kind: 'page' }>[] = []
  let after: LoadCursor | null = null
  do {
    const page: PageAnswer = await feed.page(after, factsMax)
    if (page.kind !== 'page') throw new Error(`no page but ${page.kind}`)
    expect(page.after).toEqual(after)
    expect(page.facts.length).toBeLessThanOrEqual(factsMax)
    pages.push(page)
    const last = page.facts.at(-1)
    after = last ? { table: last.table, key: last.key } : null
  } while (after && pages.at(-1)?.isLast === false)
  return pages
}

/** What every way from a branch to its centre owes. */
export const changeFeedContract = (name: string, make: () => Promise<FeedUnderTest>): void => {
  describe(`a change feed: ${name}`, () => {
    test('gives the changes after a place in their order, each continuing the one before', async () => {
      const made = await make()
      const from = await placeOf(made.centre)
      await writes(made, 'ann', 'bob', 'cyn')

      const { changes, latest } = await changesAfter(made, from)

      expect(changes.map(({ rows }) => rows[0]?.key)).toEqual(['ann', 'bob', 'cyn'])
      expect(latest).toBe(from.position + 3)
      let before = from.chain
      for (const change of changes) before = expectNext(before, change)
      expect(await placeOf(made.centre)).toMatchObject({ chain: before, position: latest })
    })

    test('gives no more than was asked for, and says how many there are', async () => {
      const made = await make()
      const from = await placeOf(made.centre)
      await writes(made, 'ann', 'bob', 'cyn')

      const { changes, latest } = await changesAfter(made, from, 2)

      expect(changes.map(({ position }) => position - from.position)).toEqual([1, 2])
      expect(latest - from.position).toBe(3)
      expect(await changesAfter(made, await placeOf(made.centre))).toEqual({
        kind: 'changes',
        changes: [],
        latest,
      })
    })

    test('carries whatever is written, whatever its letters, and what was taken back', async () => {
      const made = await make()
      const from = await placeOf(made.centre)
      const rows = [row(`O'Neill "; -- ż 🙂 \n`, '{"name":"\\u0000 ż"}'), row('gone', null), row('', '')]
      await made.centre.write(rows, { by: 'Zoë', atMs: 5 })

      const { changes } = await changesAfter(made, from)

      expect(changes).toMatchObject([{ rows, by: 'Zoë', atMs: 5 }])
    })

    test('says of a place that it keeps no more from where on it keeps them', async () => {
      const made = await make()
      const from = await placeOf(made.centre)
      await writes(made, 'ann', 'bob', 'cyn')
      await made.centre.keepUp(1000, 10)

      const oldest = from.position + 4
      expect(await made.feed.changes(from, 9)).toEqual({ kind: 'expired', oldest })
    })

    test('knows no place of another centre, nor one that has another history', async () => {
      const made = await make()
      await writes(made, 'ann')
      const place = await placeOf(made.centre)
      const chain = realDigest.sha256Hex(new TextEncoder().encode('another history'))

      expect(await made.feed.changes({ ...place, centreId: 'another' }, 9)).toEqual({ kind: 'elsewhere' })
      expect(await made.feed.changes({ ...place, chain }, 9)).toEqual({ kind: 'elsewhere' })
      expect(await made.feed.changes({ ...place, position: place.position + 1 }, 9)).toEqual({
        kind: 'elsewhere',
      })
    })

    test('gives all facts in pages by table and key, and says where it stood and which is the last', async () => {
      const made = await make()
      await writes(made, 'b', 'Z', 'é', 'a', '\uFFFD', '\u{1F642}')
      const place = await placeOf(made.centre)

      const pages = await allPages(made, 4)

      const facts = pages.flatMap((page) => page.facts)
      expect(facts.filter(({ table }) => table === 'user').map(({ key }) => key)).toEqual([
        'Z',
        'a',
        'b',
        'é',
        '\uFFFD',
        '\u{1F642}',
      ])
      expect(pages.map(({ isLast }) => isLast)).toEqual([...pages.slice(1).map(() => false), true])
      expect(pages.length).toBeGreaterThan(1)
      for (const page of pages) expect(page).toMatchObject({ place, centre: 'Head office' })
    })

    test('its centre remembers of each branch how it asked last', async () => {
      const { centre } = await make()
      const york = { name: 'york', atMs: 5, position: 7 }
      await centre.noteAsked(york)
      await centre.noteAsked({ name: 'Łódź %_', atMs: 6, position: null })

      await centre.noteAsked({ ...york, atMs: 9 })

      expect(await centre.askedBy()).toEqual([
        { ...york, atMs: 9 },
        { name: 'Łódź %_', atMs: 6, position: null },
      ])
    })

    test('a branch that is fed through it is the centre’s latest moment', async () => {
      const made = await make()
      await writes(made, 'ann', 'bob', 'cyn', 'dan', 'eve')
      const branch = BranchStore.create(new SimDatabase(), realDigest)
      const clock = { nowMs: () => 1000, after: () => () => {} }
      const rules = { pollMs: 5000, changesMax: 2, factsMax: 2 }
      const replicator = new Replicator({ branch, feed: made.feed, clock, rules })
      await replicator.catchUp()
      await made.centre.write([row('bob', null), row('fay')], { by: 'admin', atMs: 8 })
      await made.centre.keepUp(2000, 100_000)

      expect(await replicator.catchUp()).toMatchObject({ kind: 'in-contact' })

      expect(await branch.facts('user')).toMatchObject({ asOfMs: 2000 })
      expect((await branch.facts('user')) as object).toMatchObject({
        facts: [{ key: 'ann' }, { key: 'cyn' }, { key: 'dan' }, { key: 'eve' }, { key: 'fay' }],
      })
      expect(await branch.standing()).toMatchObject({ asOf: { place: await placeOf(made.centre) } })
    })
  })
}

/** What one that can be cut owes besides. */
export const cutFeedContract = (name: string, make: () => Promise<CuttableFeed>): void => {
  test(`a change feed: ${name}: once it is cut it says so, and why`, async () => {
    const made = await make()
    const place = await placeOf(made.centre)
    await made.cut()

    const answers = [await made.feed.changes(place, 9), await made.feed.page(null, 9)]

    expect(answers).toMatchObject([{ kind: 'unreachable' }, { kind: 'unreachable' }])
    for (const answer of answers) expect('detail' in answer && answer.detail).not.toBe('')
  })
}

const expectNext = (
  before: string,
  change: { readonly chain: string } & Parameters<typeof nextChain>[2],
): string => {
  expect(nextChain(realDigest, before, change)).toBe(change.chain)
  return change.chain
}
