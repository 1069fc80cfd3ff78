import { describe, expect, test } from 'vitest'

import type { Centre, DataStore, FactRow } from '../../src/access/ports/data-store.ts'

/** A new centre and a branch of it, and the way between them. */
export interface StoresUnderTest {
  readonly centre: Centre
  readonly branch: DataStore
  /** The same branch, as whoever opens it again finds it. */
  readonly reopened: () => Promise<DataStore>
  /** Resolves when the branch has everything that the centre wrote up to now, or, cut off, has found out that it is. */
  readonly follow: () => Promise<void>
  readonly cut: () => Promise<void>
  readonly mend: () => Promise<void>
}

const user = (key: string, value: string | null = '{}'): FactRow => ({ table: 'user', key, value })
const deed = { by: 'admin', atMs: 10 }
const dayMs = 86_400_000

const keysIn = async (store: DataStore, table = 'user'): Promise<readonly string[] | string> => {
  const answer = await store.facts(table, 77)
  return answer.kind === 'facts' ? answer.facts.map(({ key }) => key) : answer.kind
}

const filled = async (make: () => Promise<StoresUnderTest>): Promise<StoresUnderTest> => {
  const made = await make()
  await made.centre.write([user('ann'), user('bob')], deed)
  await made.follow()
  await made.centre.keepUp(20, dayMs)
  await made.follow()
  return made
}

/** What every centre, and every branch of one, owes. */
export const dataStoreContract = (name: string, make: () => Promise<StoresUnderTest>): void => {
  describe(`a data store: ${name}: the centre`, () => {
    test('gives what was written, by table and key, as of the moment it is asked', async () => {
      const { centre } = await make()
      const facts = ['b', 'Z', 'é', 'a', '\uFFFD', '\u{1F642}', `O'Neill "; drop table facts; --`]
      for (const key of facts) await centre.write([user(key, `{"of":"${key.length}"}`)], deed)
      await centre.write([{ table: 'group', key: 'staff', value: '' }], deed)

      const answer = await centre.facts('user', 77)

      expect(await keysIn(centre)).toEqual([
        'O\'Neill "; drop table facts; --',
        'Z',
        'a',
        'b',
        'é',
        '\uFFFD',
        '\u{1F642}',
      ])
      expect(answer).toMatchObject({ kind: 'facts', asOfMs: 77 })
      expect(await centre.facts('group', 1)).toMatchObject({
        facts: [{ table: 'group', key: 'staff', value: '' }],
      })
      expect(await keysIn(centre, 'nobody')).toEqual([])
    })

    test('a change is all of it or nothing, the last word on a key counts, and null takes a fact back', async () => {
      const { centre } = await make()
      await centre.write([user('ann'), user('bob')], deed)

      await centre.write(
        [user('ann', null), user('bob', '1'), user('cyn'), user('bob', '2'), user('nobody', null)],
        deed,
      )

      expect(await keysIn(centre)).toEqual(['bob', 'cyn'])
      expect(await centre.facts('user', 1)).toMatchObject({ facts: [{ value: '2' }, { value: '{}' }] })
    })

    test('every change has the next place in one order, also where several are written at once', async () => {
      const { centre } = await make()
      const before = await centre.standing()

      const outcomes = await Promise.all(
        ['ann', 'bob', 'cyn', 'dan', 'eve', 'fay'].map((key) => centre.write([user(key)], deed)),
      )

      const first = before.kind === 'centre' ? before.place.position : 0
      const positions = outcomes.map((outcome) => (outcome.kind === 'written' ? outcome.position - first : 0))
      expect(positions.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6])
      expect(await centre.standing()).toMatchObject({
        kind: 'centre',
        name: 'Head office',
        place: { position: first + 6 },
      })
    })
  })

  describe(`a data store: ${name}: a branch`, () => {
    test('(row 58) serves nothing until all of it is there and the centre was heard of since', async () => {
      const { centre, branch, follow } = await make()
      await centre.write([user('ann'), user('bob')], deed)
      expect(await keysIn(branch)).toBe('not-filled')
      await follow()
      expect(await keysIn(branch)).toBe('not-filled')
      expect(await branch.standing()).toMatchObject({ kind: 'branch', phase: 'filling', asOf: null })

      await centre.keepUp(20, dayMs)
      await follow()

      expect(await keysIn(branch)).toEqual(['ann', 'bob'])
      expect(await branch.facts('user', 77)).toMatchObject({ asOfMs: 20 })
    })

    test('follows, and says which moment of the centre it is', async () => {
      const { centre, branch, follow } = await filled(make)

      await centre.write([user('ann', null), user('zoë')], deed)
      await centre.keepUp(30, dayMs)
      await follow()

      const standing = await centre.standing()
      expect(await keysIn(branch)).toEqual(['bob', 'zoë'])
      expect(await branch.standing()).toEqual({
        kind: 'branch',
        centre: 'Head office',
        phase: 'serving',
        asOf: { place: standing.kind === 'centre' ? standing.place : null, atMs: 30 },
        cutOff: null,
      })
    })

    test('(row 59) refuses a write, names the centre, and nothing of it comes to be anywhere', async () => {
      const { centre, branch, follow } = await filled(make)

      const outcome = await branch.write([user('mallory')], deed)

      expect(outcome).toMatchObject({ kind: 'refused', centre: 'Head office' })
      expect(outcome.kind === 'refused' && outcome.detail).toContain('make the change at Head office')
      await follow()
      expect([await keysIn(branch), await keysIn(centre)]).toEqual([
        ['ann', 'bob'],
        ['ann', 'bob'],
      ])
    })

    test('goes on answering while it is cut off, says so, and comes level again by itself', async () => {
      const { centre, branch, follow, cut, mend } = await filled(make)

      await cut()
      await centre.write([user('ann', null)], deed)
      await follow()
      expect(await keysIn(branch)).toEqual(['ann', 'bob'])
      expect(await branch.standing()).toMatchObject({ phase: 'serving', asOf: { atMs: 20 }, cutOff: {} })

      await mend()
      await centre.keepUp(40, dayMs)
      await follow()
      expect(await keysIn(branch)).toEqual(['bob'])
      expect(await branch.standing()).toMatchObject({ phase: 'serving', asOf: { atMs: 40 }, cutOff: null })
    })

    test('is found as it was left', async () => {
      const made = await filled(make)

      const again = await made.reopened()

      expect(await keysIn(again)).toEqual(['ann', 'bob'])
      expect(await again.standing()).toEqual(await made.branch.standing())
    })
  })
}
