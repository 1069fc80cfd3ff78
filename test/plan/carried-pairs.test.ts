import { describe, expect, test } from 'vitest'

import { bundledScenarios, loadScenario } from '../../src/harness/index.ts'
import { carriedOver } from '../../src/plan/carried-over.ts'
import { peopleGroupsOf } from '../../src/plan/declared-people.ts'
import type { Plan } from '../../src/plan/plan.ts'
import type { ScenarioSpec } from '../../src/plan/scenario-spec.ts'
import { drawPlan } from '../../src/sim/planning/draw-plan.ts'

const specs = await Promise.all(bundledScenarios().map(loadScenario))

const groupsIn = (spec: ScenarioSpec): readonly string[] => peopleGroupsOf(spec).map(({ id }) => id)

/** The day of one scenario on the design of another with at least one group of the same name. */
const pairs = specs.flatMap((day) =>
  specs
    .filter((design) => design !== day && groupsIn(design).some((group) => groupsIn(day).includes(group)))
    .map((design) => [day.name, design.name, day, design] as const),
)

const namesIn = ({ people: { people } }: Plan): readonly string[] => people.map(({ name }) => name)

const textsOf = (items: readonly object[]): readonly string[] => items.map((item) => JSON.stringify(item))

describe('bundled scenarios that share a group of people', () => {
  test('are most of them', () => {
    expect(new Set(pairs.map(([day]) => day)).size).toBeGreaterThan(specs.length / 2)
  })

  test.each(pairs)('%s on %s: seated people do the same work, to the byte', (_day, _design, day, design) => {
    const { spec } = carriedOver(day, design)
    const [own, other] = [day, spec].map((each) => drawPlan(each, 'short', 7))
    if (!own || !other) throw new Error('nothing was drawn')
    const carried = new Set(namesIn(own).filter((name) => namesIn(other).includes(name)))
    const itemsIn = ({ work }: Plan) => work.items.filter(({ actor }) => carried.has(actor))

    expect(carried.size).toBeGreaterThan(0)
    expect(JSON.stringify(itemsIn(other))).toBe(JSON.stringify(itemsIn(own)))
    if (carried.size === namesIn(own).length && carried.size === namesIn(other).length)
      expect(JSON.stringify(other.work)).toBe(JSON.stringify(own.work))
  })

  test.each(pairs)('%s on %s: no fault strikes at another time or target', (_day, _design, day, design) => {
    const { spec, leftOut } = carriedOver(day, design)
    const [own, other] = [day, spec].map((each) => textsOf(drawPlan(each, 'short', 7).faults.items))

    expect(own).toEqual(expect.arrayContaining([...(other ?? [])]))
    if (!leftOut.some((sentence) => sentence.startsWith('fault'))) expect(other).toEqual(own)
  })
})
