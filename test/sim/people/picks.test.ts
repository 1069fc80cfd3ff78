import { describe, expect, test } from 'vitest'

import type { Plan } from '../../../src/plan/plan.ts'
import { createKernel } from '../../../src/sim/kernel/index.ts'
import { Picks } from '../../../src/sim/people/picks.ts'
import { Recorder } from '../../../src/sim/record/index.ts'
import { shortPlan } from '../../world/short-plan.ts'

const table = 'accounts'
const keys = Array.from({ length: 300 }, (_, index) => String(1000 + index))
const team = Array.from({ length: 6 }, (_, index) => `person-${index}`)
const base = await shortPlan('office-parent', 1)

const planFor = (names: readonly string[], records: readonly string[] = keys): Plan => ({
  ...base,
  people: { version: 1, people: names.map((name) => ({ name, group: 'staff', role: 'staff' })) },
  clientFile: { ...base.clientFile, tables: [{ table, keys: [...records], fields: ['amount'] }] },
})

const picksIn = (plan: Plan) => {
  const recorder = new Recorder()
  const { seed, startsAtMs } = plan
  const kernel = createKernel({ seed, startsAtMs, quiescence: 'tick', traps: null, traceListener: null })
  return { recorder, picks: new Picks({ plan, kernel, recorder }) }
}

/** The picks of so many items of each person. */
const ownOf = (plan: Plan, names: readonly string[], items = 200): readonly string[] => {
  const { picks } = picksIn(plan)
  return names.flatMap((name) =>
    Array.from({ length: items }, (_, index) => picks.ownRecord(`${name}-${index}`, name, table)),
  )
}

const differing = (before: readonly string[], after: readonly string[]): number =>
  before.filter((pick, index) => pick !== after[index]).length

describe('own records', () => {
  test('belong to one person each', () => {
    const owners = new Map<string, Set<string>>()
    for (const name of team)
      for (const key of ownOf(planFor(team), [name]))
        owners.set(key, (owners.get(key) ?? new Set()).add(name))

    expect([...owners.values()].filter((names) => names.size > 1)).toEqual([])
    expect(owners.size).toBeGreaterThan(keys.length / 2)
  })

  test('are picked from all records by somebody who owns none', () => {
    expect(ownOf(planFor(team, ['1000']), team, 1)).toEqual(team.map(() => '1000'))
  })

  test('stay with their owners when somebody joins, but for those of the new one', () => {
    const picked = ownOf(planFor(team), team)
    const more = ownOf(planFor([...team, 'person-new']), team)
    const theirs = new Set(ownOf(planFor([...team, 'person-new']), ['person-new'], 3000))

    const changed = picked.flatMap((pick, index) => (pick === more[index] ? [] : [pick]))
    expect(changed.length).toBeGreaterThan(0)
    expect(changed.filter((pick) => !theirs.has(pick))).toEqual([])
    expect(changed.length).toBeLessThan(picked.length / 3)
  })

  test('are picked in the same way whatever the order of people', () => {
    expect(differing(ownOf(planFor(team), team), ownOf(planFor(team.toReversed()), team))).toBe(0)
  })

  test('are refused in a table without any', () => {
    const { picks } = picksIn(planFor(team, []))

    expect(() => picks.ownRecord('person-0-1', 'person-0', table)).toThrow('there is no record in accounts')
  })
})

describe('documents', () => {
  const papers = Array.from({ length: 20 }, (_, index) => ({ name: `paper ${index}`, version: index }))

  test('are picked by name, wherever they stand in the list', () => {
    const { picks } = picksIn(base)
    const newer = papers.map(({ name }) => ({ name, version: 99 }))
    const names = (candidates: typeof papers) =>
      keys.map((key) => picks.document('ann-1', key, candidates)?.name)

    expect(names(newer.toReversed())).toEqual(names(papers))
    expect(new Set(names(papers)).size).toBe(papers.length)
  })

  test('are the same for two people who come with one key', () => {
    const { picks } = picksIn(base)

    expect(picks.document('bob-4', 'file 7', papers)).toBe(picks.document('ann-1', 'file 7', papers))
  })

  test('change by a further one only where that one is picked', () => {
    const { picks } = picksIn(base)
    const further = { name: 'a further paper', version: 0 }
    const pairs = keys.map((key) => [
      picks.document('ann-1', key, papers)?.name,
      picks.document('ann-1', key, [further, ...papers])?.name,
    ])
    const changed = pairs.filter(([before, after]) => before !== after).map(([, after]) => after)

    expect(changed.length).toBeGreaterThan(0)
    expect([...new Set(changed)]).toEqual([further.name])
  })

  test('are none if there is no candidate', () => {
    const { picks, recorder } = picksIn(base)

    expect(picks.document('ann-1', 'file 7', [])).toBeNull()
    expect(recorder.picks).toEqual([])
  })
})

test('each pick is recorded with its item', () => {
  const { picks, recorder } = picksIn(planFor(team))
  const key = picks.ownRecord('person-0-1', 'person-0', table)
  picks.document('person-0-2', 'file 7', [{ name: 'the paper' }])

  expect(recorder.picks).toEqual([
    { item: 'person-0-1', picked: key },
    { item: 'person-0-2', picked: 'the paper' },
  ])
})
