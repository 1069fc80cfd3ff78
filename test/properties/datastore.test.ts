import fc from 'fast-check'
import { expect, test } from 'vitest'

import type { FactRow, FeedAnswer, PageAnswer } from '../../src/access/ports/data-store.ts'
import { BranchStore } from '../../src/access/store/branch-store.ts'
import { realDigest } from '../../src/real/machine/real-digest.ts'
import { SimDatabase } from '../../src/sim/machine/database/sim-database.ts'
import { newCentre, user, usersIn } from '../access/store/team-of-stores.ts'
import { dayOrNight } from '../runner/day-or-night.ts'

const everybody = ['ann', 'bob', 'cyn', 'dan', 'eve'] as const

const rows: fc.Arbitrary<readonly FactRow[]> = fc.array(
  fc
    .tuple(fc.constantFrom(...everybody), fc.constantFrom('active', 'disabled', null))
    .map(([name, state]) => user(name, state)),
  { minLength: 1, maxLength: 3 },
)

type Step =
  | { readonly kind: 'write'; readonly rows: readonly FactRow[] }
  | { readonly kind: (typeof doings)[number] }

const doings = [
  'beat',
  'ask',
  'lose-answer',
  'answer-twice',
  'answer-late',
  'reopen',
  'crash',
  'forget',
] as const

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('write' as const), rows }) },
    { weight: 4, arbitrary: fc.constant({ kind: 'beat' as const }) },
    { weight: 8, arbitrary: fc.constant({ kind: 'ask' as const }) },
    { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom(...doings) }) },
  ),
  { minLength: 20, maxLength: 120 },
)

test('a branch is a past moment of its centre, and never a later one than before, whatever is lost, late or cut off', async () => {
  await fc.assert(
    fc.asyncProperty(steps, fc.integer({ min: 1, max: 3 }), async (plan, pieces) => {
      const centre = newCentre()
      for (const name of everybody) await centre.write([user(name)], { by: 'admin', atMs: 0 })
      const database = new SimDatabase()
      let branch = BranchStore.create(database, realDigest)
      const moments = new Map<number, unknown>([[everybody.length, await usersIn(centre)]])
      let late: FeedAnswer | PageAnswer | null = null
      let position = 0
      let atMs = 0

      const ask = async (): Promise<FeedAnswer | PageAnswer> => {
        const request = branch.next()
        return request.ask === 'page'
          ? centre.page(request.after, pieces)
          : centre.changes(request.after, pieces)
      }
      const written = async (): Promise<void> => {
        const standing = await centre.standing()
        if (standing.kind === 'centre') moments.set(standing.place.position, await usersIn(centre))
      }

      for (const step of plan) {
        atMs += 1
        if (step.kind === 'write') await centre.write(step.rows, { by: 'admin', atMs })
        else if (step.kind === 'beat') await centre.beat(atMs)
        else if (step.kind === 'forget') centre.forgetBefore(atMs - 5)
        else if (step.kind === 'reopen') branch = new BranchStore(database, realDigest)
        else if (step.kind === 'crash') await crashIn(branch, database, await ask())
        else {
          const answer = await ask()
          if (step.kind !== 'lose-answer') branch.take(answer)
          if (step.kind === 'answer-twice') expect(branch.take(answer)).toBe('nothing-new')
          if (step.kind === 'answer-late' && late) branch.take(late)
          late = answer
        }
        await written()
        const standing = await branch.standing()
        const asOf = standing.kind === 'branch' ? standing.asOf : null
        if (!asOf) continue
        expect(await usersIn(branch)).toEqual(moments.get(asOf.place.position))
        expect(asOf.place.position).toBeGreaterThanOrEqual(position)
        position = asOf.place.position
      }
    }),
    { numRuns: dayOrNight({ daily: 75, nightly: 300 }) },
  )
})

test('a branch that is asked often enough comes level with its centre', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(rows, { maxLength: 30 }),
      fc.integer({ min: 1, max: 4 }),
      async (writes, pieces) => {
        const centre = newCentre()
        for (const [index, each] of writes.entries()) await centre.write(each, { by: 'admin', atMs: index })
        const branch = BranchStore.create(new SimDatabase(), realDigest)

        await level()
        await centre.beat(1000)
        await level()

        expect(await usersIn(branch)).toEqual(await usersIn(centre))

        async function level(): Promise<void> {
          for (let left = 100; left > 0; left -= 1) {
            const request = branch.next()
            const answer =
              request.ask === 'page'
                ? await centre.page(request.after, pieces)
                : await centre.changes(request.after, pieces)
            if (branch.take(answer) !== 'taken') return
          }
        }
      },
    ),
    { numRuns: 60 },
  )
})

// The power goes while an answer is being written: at any statement of it.
const crashIn = async (
  branch: BranchStore,
  database: SimDatabase,
  answer: FeedAnswer | PageAnswer,
): Promise<void> => {
  database.failAfter(1 + Math.floor(JSON.stringify(answer).length % 7))
  try {
    branch.take(answer)
  } catch {
    // What was begun is undone.
  }
  database.failAfter(null)
}
