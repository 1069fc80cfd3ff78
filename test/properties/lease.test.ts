import fc from 'fast-check'
import { expect, test } from 'vitest'

import { asLogId } from '../../src/engine/identifier/log-id.ts'
import { breakMarginMs } from '../../src/engine/replication/lease/lease-record.ts'
import { leaseTermMs } from '../../src/engine/replication/lease/lease-record.ts'
import { LeaseService } from '../../src/engine/replication/lease/lease-service.ts'
import { staleShareClient } from '../../src/sim/share/stale-share.ts'
import { dayOrNight } from '../runner/day-or-night.ts'
import { type Passage, type SharedFiles, slowSession, SlowTime } from './slow-share.ts'

const subject = 'doc-1'

interface Step {
  readonly does: 'take' | 'renew' | 'release'
  readonly afterMs: number
}

/** Somebody's day: what they do with the lease, and how their requests fare. Long delays are laptops that sleep. */
interface Visitor {
  readonly steps: readonly Step[]
  readonly passages: readonly Passage[]
  /** Whether their machine believes for a minute what it was told of names. */
  readonly isStale: boolean
}

const delayMs = fc.oneof(fc.nat(200), fc.nat(60_000), fc.nat(3 * leaseTermMs), fc.nat(3 * 60 * 60_000))
const passage: fc.Arbitrary<Passage> = fc.record({
  thereMs: fc.oneof({ weight: 8, arbitrary: fc.nat(300) }, { weight: 1, arbitrary: delayMs }),
  backMs: fc.nat(300),
  lost: fc.oneof(
    { weight: 30, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constantFrom('request' as const, 'answer' as const) },
  ),
})
const visitor: fc.Arbitrary<Visitor> = fc.record({
  steps: fc.array(fc.record({ does: fc.constantFrom('take', 'renew', 'release'), afterMs: delayMs }), {
    maxLength: 12,
  }),
  passages: fc.array(passage, { minLength: 1, maxLength: 40 }),
  isStale: fc.boolean(),
})

/** From when until when somebody counted on the lease. */
interface Belief {
  readonly by: number
  readonly fromMs: number
  untilMs: number
}

const lives = async (
  who: Visitor,
  by: number,
  world: { files: SharedFiles; time: SlowTime },
): Promise<Belief[]> => {
  const { files, time } = world
  let asked = 0
  const next = (): Passage =>
    who.passages[asked++ % who.passages.length] ?? { thereMs: 0, backMs: 0, lost: null }
  const limits = { canEndSession: true, reportsRefusal: true }
  const connect = async () => ({ kind: 'session' as const, session: slowSession(files, time, next) })
  const client = who.isStale ? staleShareClient({ limits, connect }, () => time.nowMs) : { limits, connect }
  const beliefs: Belief[] = []
  const endsNow = (): void =>
    beliefs.forEach((belief) => (belief.untilMs = Math.min(belief.untilMs, time.nowMs)))
  for (const { does, afterMs } of who.steps) {
    await time.wait(afterMs)
    const answer = await client.connect('office')
    if (answer.kind !== 'session') return beliefs
    const desk = new LeaseService(answer.session, {
      line: asLogId(`${by}`.padStart(16, '0')),
      copyName: `copy-${by}`,
      user: `user-${by}`,
    })
    if (does === 'release') {
      endsNow()
      await desk.release(subject)
      continue
    }
    const outcome = await desk[does](subject, leaseTermMs)
    if (outcome.kind === 'held') beliefs.push({ by, fromMs: time.nowMs, untilMs: outcome.lease.untilMs })
    if (outcome.kind === 'lost' || outcome.kind === 'taken') endsNow()
  }
  return beliefs
}

const clashes = (beliefs: readonly Belief[]): readonly string[] =>
  beliefs.flatMap((one) =>
    beliefs
      .filter(
        (other) =>
          one.by < other.by && Math.max(one.fromMs, other.fromMs) < Math.min(one.untilMs, other.untilMs),
      )
      .map((other) => `${JSON.stringify(one)} and ${JSON.stringify(other)}`),
  )

test('no two ever count on one lease at a time, whatever is slow, asleep, lost or out of date', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(visitor, { minLength: 2, maxLength: 4 }), async (visitors) => {
      const world = { files: new Map() as SharedFiles, time: new SlowTime() }
      const lived = visitors.map((who, by) => lives(who, by, world))
      await world.time.runOut()

      expect(clashes((await Promise.all(lived)).flat())).toEqual([])
    }),
    { numRuns: dayOrNight({ daily: 75, nightly: 300 }) },
  )
})

test('who slept so long that what was made meanwhile is tidied away does not make it anew and count on it', async () => {
  const world = { files: new Map() as SharedFiles, time: new SlowTime() }
  const hourMs = 60 * 60_000
  const prompt: Passage = { thereMs: 1, backMs: 1, lost: null }
  const sleeps: Passage = { ...prompt, thereMs: 5 * hourMs }
  const [before, after] = [Array.from({ length: 4 }, () => prompt), Array.from({ length: 20 }, () => prompt)]
  // Ann has seen that there is no lease, and falls asleep over the request that would make the first.
  const ann: Visitor = {
    steps: [{ does: 'take', afterMs: 0 }],
    passages: [...before, sleeps, ...after],
    isStale: false,
  }
  const takes = [1, 70, 70, 70, 85].map((minutes) => ({ does: 'take' as const, afterMs: minutes * 60_000 }))
  const bob: Visitor = { steps: takes, passages: [prompt], isStale: false }

  const lived = [lives(ann, 0, world), lives(bob, 1, world)]
  await world.time.runOut()

  const [anns, bobs] = await Promise.all(lived)
  expect(anns).toEqual([])
  expect(bobs).toHaveLength(takes.length)
})

test('whatever became of the others, who asks again has it when the longest term, the margin and a minute have passed', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(visitor, { minLength: 1, maxLength: 3 }),
      fc.boolean(),
      async (visitors, isStale) => {
        const world = { files: new Map() as SharedFiles, time: new SlowTime() }
        const lived = visitors.map((who, by) => lives(who, by, world))
        await world.time.runOut()
        await Promise.all(lived)

        world.time.nowMs += leaseTermMs + breakMarginMs + 60_001
        const last: Visitor = {
          steps: [{ does: 'take', afterMs: 0 }],
          passages: [{ thereMs: 1, backMs: 1, lost: null }],
          isStale,
        }
        const beliefs = lives(last, 9, world)
        await world.time.runOut()

        expect(await beliefs).toHaveLength(1)
      },
    ),
    { numRuns: dayOrNight({ daily: 40, nightly: 100 }) },
  )
})
