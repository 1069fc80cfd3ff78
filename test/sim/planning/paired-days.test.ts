import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { itemsOf, type Plan } from '../../../src/plan/plan.ts'
import {
  diskDies,
  fileServer,
  laptops,
  nas,
  parentFile,
  peerParent,
  people,
  powerCut,
  rightRevoked,
  router,
  scenario,
  serverHost,
  staffAtWork,
  syncCopies,
  syncServer,
  vpn,
  vpnDrops,
  workstation,
} from '../../../src/scenario/index.ts'
import { drawPlan } from '../../../src/sim/planning/draw-plan.ts'

const seeds = fc.integer({ min: 0, max: 4_294_967_295 })
const counts = fc.integer({ min: 1, max: 12 })

interface Staffing {
  readonly audit: number
  readonly tax: number
}

const staffing = ({ audit, tax }: Staffing) => [
  people('lead', { role: 'lead' }),
  people('audit', { count: audit, role: 'auditor' }),
  people('tax', { count: tax, role: 'tax-adviser' }),
]

const day = {
  story: 'The same people, on one design or another.',
  day: { lasts: '30m' },
  work: [staffAtWork({ mix: { createRecord: 0.1 } }), staffAtWork({ role: 'lead', editEvery: '1m' })],
} as const

/** A field team under a peer parent, with a line to an office. */
const field = (staff: Staffing) =>
  scenario({
    ...day,
    name: 'field',
    people: staffing(staff),
    parts: [
      fileServer('office'),
      workstation('lead-pc', { user: 'lead' }),
      laptops('audit-laptops', { seats: 'audit' }),
      laptops('tax-laptops', { seats: 'tax' }),
      router('wifi', { joins: ['lead-pc', 'audit-laptops', 'tax-laptops'] }),
      vpn('line', { from: 'lead-pc', to: 'office' }),
    ],
    copies: [
      parentFile('parent', { on: 'office' }),
      peerParent('lead-copy', { on: 'lead-pc', of: 'parent' }),
      syncCopies({ on: 'audit-laptops', of: 'lead-copy' }),
      syncCopies({ on: 'tax-laptops', of: 'lead-copy' }),
    ],
    faults: [
      vpnDrops('line', { times: 2 }),
      powerCut('audit-laptops', { times: 2 }),
      diskDies('tax-laptops'),
    ],
  })

/** The same people behind a server, in two files, without a peer parent. */
const served = (staff: Staffing) =>
  scenario({
    ...day,
    name: 'served',
    people: staffing(staff),
    parts: [
      nas('nas-1'),
      nas('nas-2'),
      serverHost('server'),
      syncServer('web', { on: 'server', roots: ['nas-1', 'nas-2'] }),
      laptops('tax', { seats: 'tax' }),
      laptops('lead-laptop', { seats: 'lead' }),
      laptops('audit', { seats: 'audit' }),
      router('internet', { joins: ['server', 'tax', 'audit', 'lead-laptop'] }),
      router('room', { joins: ['server', 'nas-1', 'nas-2'] }),
    ],
    copies: [
      parentFile('file-1', { on: 'nas-1' }),
      parentFile('file-2', { on: 'nas-2' }),
      syncCopies({ on: 'tax', of: 'file-1', through: 'web' }),
      syncCopies({ on: 'lead-laptop', of: 'file-2', through: 'web' }),
      syncCopies({ on: 'audit', of: 'file-2', through: 'web' }),
    ],
    faults: [diskDies('tax'), powerCut('audit', { times: 2 })],
  })

const itemsBy = (plan: Plan, names: ReadonlySet<string>): string =>
  JSON.stringify(plan.work.items.filter(({ actor }) => names.has(actor)))

const faultTexts = (plan: Plan, ...kinds: readonly string[]): readonly string[] =>
  plan.faults.items.filter(({ kind }) => kinds.includes(kind)).map((item) => JSON.stringify(item))

describe('the same people on two topologies', () => {
  test('have a work section that is equal to the byte', () => {
    fc.assert(
      fc.property(seeds, counts, counts, (seed, audit, tax) => {
        const [one, other] = [field({ audit, tax }), served({ audit, tax })].map((spec) =>
          drawPlan(spec, 'full', seed),
        )

        expect(JSON.stringify(other?.work)).toBe(JSON.stringify(one?.work))
        expect(other?.people).toEqual(one?.people)
      }),
      { numRuns: 40 },
    )
  })

  test('meet the faults of both at the same time, and the same people meet them', () => {
    fc.assert(
      fc.property(seeds, counts, counts, (seed, audit, tax) => {
        const one = drawPlan(field({ audit, tax }), 'full', seed)
        const other = drawPlan(served({ audit, tax }), 'full', seed)

        expect(faultTexts(other, 'cut-power', 'lose-disk')).toEqual(faultTexts(one, 'cut-power', 'lose-disk'))
        expect(faultTexts(other, 'cut-power').length).toBe(2)
      }),
      { numRuns: 40 },
    )
  })

  test('are the same in the short form', () => {
    const [one, other] = [field, served].map((design) => drawPlan(design({ audit: 12, tax: 3 }), 'short', 5))

    expect(JSON.stringify(other?.work)).toBe(JSON.stringify(one?.work))
    expect(one?.people.people.length).toBe(1 + 8 + 3)
  })
})

describe('one more person', () => {
  test('leaves the items of all others equal to the byte', () => {
    fc.assert(
      fc.property(seeds, counts, counts, (seed, audit, tax) => {
        const before = drawPlan(field({ audit, tax }), 'full', seed)
        const after = drawPlan(field({ audit: audit + 1, tax }), 'full', seed)
        const names = new Set(before.people.people.map(({ name }) => name))

        expect(after.people.people.length).toBe(names.size + 1)
        expect(itemsBy(after, names)).toBe(JSON.stringify(before.work.items))
      }),
      { numRuns: 40 },
    )
  })

  test('leaves faults of other groups as they are', () => {
    const [before, after] = [3, 4].map((audit) => drawPlan(field({ audit, tax: 5 }), 'full', 9))

    expect(after && faultTexts(after, 'lose-disk', 'drop-vpn')).toEqual(
      before && faultTexts(before, 'lose-disk', 'drop-vpn'),
    )
  })
})

test('a further fault leaves all others as they are', () => {
  const spec = field({ audit: 4, tax: 4 })
  const more = { ...spec, faults: [powerCut('tax-laptops'), ...spec.faults] }
  const before = drawPlan(spec, 'full', 2).faults.items.map((item) => JSON.stringify(item))
  const after = drawPlan(more, 'full', 2).faults.items.map((item) => JSON.stringify(item))

  expect(after.length).toBe(before.length + 1)
  expect(after).toEqual(expect.arrayContaining(before))
})

test('several people of a group lose a right, each another one', () => {
  const taken = [1, 2, 3].map(() => rightRevoked({ among: 'audit-laptops', at: '1m' }))
  const spec = { ...field({ audit: 3, tax: 1 }), faults: taken }
  const users = drawPlan(spec, 'full', 3).faults.items.flatMap((item) => ('user' in item ? [item.user] : []))

  expect(users.toSorted()).toEqual(['ann-audit', 'bob-audit', 'cora-audit'])
})

test('an action with another share changes the items that it wins, and no other', () => {
  const spec = field({ audit: 3, tax: 3 })
  const more = { ...spec, work: [staffAtWork({ mix: { createRecord: 0.3 } }), ...spec.work.slice(1)] }
  const before = new Map(itemsOf(drawPlan(spec, 'full', 4)).map((item) => [item.id, item]))
  const after = itemsOf(drawPlan(more, 'full', 4)).filter((item) => item.kind !== 'create-record')

  // Records that somebody has created by then may be edited instead.
  const changed = after.filter(
    (item) =>
      !(item.kind === 'edit-field' && item.place.kind === 'made-by') &&
      JSON.stringify(before.get(item.id)) !== JSON.stringify(item),
  )
  expect(after.length).toBeLessThan(before.size)
  expect(changed).toEqual([])
})
