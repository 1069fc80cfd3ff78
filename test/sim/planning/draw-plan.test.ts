import { describe, expect, test } from 'vitest'

import { bundledScenarios, loadScenario } from '../../../src/harness/index.ts'
import { peopleSeated, usualRole } from '../../../src/plan/declared-people.ts'
import { itemsOf, type Plan, type PlanItem, planSchema } from '../../../src/plan/plan.ts'
import { workOf } from '../../../src/plan/work-of-role.ts'
import { drawPlan } from '../../../src/sim/planning/draw-plan.ts'

const bundled = await Promise.all(
  bundledScenarios().map(async (source) => ({ name: source.name, spec: await loadScenario(source) })),
)
const drawn = new Map(bundled.map(({ name, spec }) => [name, drawPlan(spec, 'full', 1)]))
const fullDay = (name: string): Plan => {
  const plan = drawn.get(name)
  if (!plan) throw new Error(`${name} is not bundled`)
  return plan
}
const ofKind = (plan: Plan, ...kinds: PlanItem['kind'][]) =>
  itemsOf(plan).filter(({ kind }) => kinds.includes(kind))
const share = (part: number, whole: number) => part / whole

describe.each(bundled)('the plan of $name', ({ spec, name }) => {
  const work = workOf(spec, usualRole)

  test('the same seed gives the same plan', () => {
    expect(drawPlan(spec, 'full', 1)).toEqual(fullDay(name))
  })

  test('another seed gives another plan', () => {
    const [one, other] = [7, 8].map((seed) => drawPlan(spec, 'short', seed))

    expect(one?.work).not.toEqual(other?.work)
    expect(one?.topology).toEqual(other?.topology)
  })

  test.each(['full', 'short'] as const)('it is a valid plan in its %s form', (form) => {
    const plan = drawPlan(spec, form, 4_294_967_295)

    expect(planSchema.parse(plan)).toEqual(plan)
  })

  test('its items have names of their own, by time', () => {
    const items = itemsOf(fullDay(name))

    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length)
    expect(items.map(({ atUs }) => atUs)).toEqual(items.map(({ atUs }) => atUs).toSorted((a, b) => a - b))
  })

  test('all that is planned lies within the day', () => {
    const { endsAtUs } = fullDay(name)
    const items = itemsOf(fullDay(name))

    expect(items.filter((item) => item.atUs + ('thinkUs' in item ? item.thinkUs : 0) > endsAtUs)).toEqual([])
  })

  test('everybody opens their copy once, within two minutes', () => {
    const plan = fullDay(name)
    const opens = ofKind(plan, 'open-copy')

    expect(opens.map(({ actor }) => actor).toSorted()).toEqual(
      plan.people.people.map((person) => person.name).toSorted(),
    )
    expect(Math.max(...opens.map(({ atUs }) => atUs))).toBeLessThanOrEqual(120_000_000)
  })

  test('everybody edits about as often as is said', () => {
    const plan = fullDay(name)
    const edits = plan.work.items.filter(({ kind }) => kind !== 'open-copy')

    const expected = spec.day.lengthUs / work.editEveryUs
    expect(Math.abs(share(edits.length, plan.people.people.length) / expected - 1)).toBeLessThan(0.03)
  })

  test('as many are documents as is said', () => {
    const plan = fullDay(name)
    const fields = ofKind(plan, 'edit-field', 'create-record').length
    const documents = ofKind(plan, 'save-document', 'create-document').length

    expect(Math.abs(share(documents, fields + documents) - work.documentShare)).toBeLessThan(0.015)
  })

  test('documents are as large as is said, and some of them far larger than most', () => {
    const sizes = ofKind(fullDay(name), 'save-document', 'create-document').flatMap((item) =>
      'sizeBytes' in item ? [item.sizeBytes] : [],
    )

    const [smallest, largest] = work.documentBytes
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(smallest)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(largest)
    expect(Math.max(...sizes)).toBeGreaterThan(largest / 10)
  })

  test('as many edits as is said go to the hot address of their time', () => {
    const edits = ofKind(fullDay(name), 'edit-field').flatMap((item) =>
      item.kind === 'edit-field' ? [item] : [],
    )
    const hot = edits.filter(({ place }) => place.kind === 'register')
    const addresses = Map.groupBy(hot, ({ atUs }) => Math.floor(atUs / 60_000_000))

    expect(Math.abs(share(hot.length, edits.length) - work.meetingShare)).toBeLessThan(0.02)
    for (const those of addresses.values())
      expect(new Set(those.map(({ place }) => JSON.stringify(place))).size).toBe(1)
  })

  test('its short form is half an hour of eight in each group', () => {
    const plan = drawPlan(spec, 'short', 1)
    const laptopUsers = plan.topology.copies.filter(({ role }) => role === 'sync-copy')
    const limits = plan.topology.hosts.flatMap(({ sessionLimit }) => sessionLimit ?? [])

    const worked = new Set(spec.copies.map(({ on }) => on))
    const groups = spec.parts.flatMap((part) =>
      part.kind === 'laptops' && worked.has(part.id)
        ? Math.min(8, peopleSeated(spec, part.seats, part.count).length)
        : [],
    )
    const limited = spec.parts.filter((part) => part.kind === 'workstation' && part.sessionLimit !== null)
    const staff = groups.reduce((sum, count) => sum + count, 0)

    expect([plan.endsAtUs, laptopUsers.length, plan.form]).toEqual([1_800_000_000, staff, 'short'])
    expect(limits).toEqual(limited.map(() => 5))
    expect(plan.expectedConflictsMin).toBe(1)
  })

  test('its full day asks for as many conflicts as its author does', () => {
    expect(fullDay(name).expectedConflictsMin).toBe(spec.expectConflictsMin)
    expect(spec.expectConflictsMin).toBeGreaterThanOrEqual(20)
  })
})

test('the vpn drops at least three times', () => {
  const drops = ofKind(fullDay('vpn-relay'), 'drop-vpn')

  expect(drops.length).toBeGreaterThanOrEqual(3)
  expect(drops.some((item) => item.kind === 'drop-vpn' && item.insideTransfer)).toBe(true)
})

test('the field team is a lead and 24 others', () => {
  const { topology } = fullDay('field-team')

  expect(topology.copies.map(({ role }) => role).filter((role) => role === 'sync-copy').length).toBe(24)
  expect(topology.hosts.find(({ id }) => id === 'lead-pc')).toMatchObject({ user: 'lead', sessionLimit: 20 })
})
