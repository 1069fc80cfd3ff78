import { describe, expect, test } from 'vitest'

import { carriedOver } from '../../src/plan/carried-over.ts'
import {
  diskDies,
  fileServer,
  laptops,
  lte,
  parentFile,
  peerParent,
  people,
  powerCut,
  resolveConflicts,
  router,
  scenario,
  staffAtWork,
  syncCopies,
  takeTurns,
  vpn,
  vpnDrops,
  workstation,
} from '../../src/scenario/index.ts'
import { drawPlan } from '../../src/sim/planning/draw-plan.ts'
import { complaint } from '../scenario/complaint.ts'

const day = {
  story: 'One of two designs.',
  day: { lasts: '30m' },
  work: staffAtWork({ editEvery: '1m' }),
} as const

/** Three groups under a peer parent, with a line to an office. */
const field = scenario({
  ...day,
  name: 'field',
  people: [
    people('lead', { role: 'lead' }),
    people('audit', { count: 3, role: 'auditor' }),
    people('tax', { count: 2, role: 'tax-adviser' }),
  ],
  parts: [
    fileServer('office'),
    workstation('lead-pc', { user: 'lead' }),
    laptops('audit-laptops', { seats: 'audit' }),
    laptops('tax-laptops', { seats: 'tax' }),
    router('wifi', { joins: ['lead-pc', 'audit-laptops', 'tax-laptops'] }),
    router('tax-lan', { joins: ['tax-laptops'] }),
    vpn('lead-line', { from: 'lead-pc', to: 'office' }),
  ],
  copies: [
    parentFile('parent', { on: 'office' }),
    peerParent('lead-copy', { on: 'lead-pc', of: 'parent' }),
    syncCopies({ on: 'audit-laptops', of: 'lead-copy' }),
    syncCopies({ on: 'tax-laptops', of: 'lead-copy' }),
  ],
  faults: [
    vpnDrops('lead-line', { times: 2 }),
    diskDies('audit-laptops'),
    powerCut('tax-laptops', { times: 2 }),
    powerCut('lead-pc'),
  ],
  policies: [takeTurns({ hold: '2m' }), resolveConflicts({ after: '10m', share: 0.6 })],
  expectConflicts: 5,
})

/** Auditors of another name at a file server, and an adviser at home. */
const office = scenario({
  ...day,
  name: 'office',
  people: [people('clerks', { count: 4, role: 'auditor' }), people('boss', { role: 'partner' })],
  parts: [
    fileServer('server'),
    laptops('desk', { seats: 'clerks' }),
    workstation('home-pc', { user: 'boss' }),
    router('lan', { joins: ['server', 'desk'] }),
    vpn('home-line', { from: 'home-pc', to: 'server' }),
  ],
  copies: [
    parentFile('parent', { on: 'server' }),
    syncCopies({ on: 'desk', of: 'parent' }),
    syncCopies({ on: 'home-pc', of: 'parent' }),
  ],
  work: [staffAtWork({ role: 'auditor' }), staffAtWork({ role: 'partner' })],
  faults: [powerCut('server'), powerCut('desk'), vpnDrops('home-line', { times: 1 })],
  policies: [takeTurns({ hold: '5m' }), resolveConflicts({ after: '20m', share: 0.1 })],
})

const onOffice = carriedOver(field, office)
const onField = carriedOver(office, field)

/** By part, the people at it. */
const seatsIn = ({ spec }: typeof onOffice): readonly string[] =>
  spec.parts.flatMap((part) => {
    if (part.kind === 'laptops') return [`${part.seats} at ${part.id}`]
    return part.kind === 'workstation' ? [`${part.user} at ${part.id}`] : []
  })

describe('people of one design on the machines of another', () => {
  test('sit where a group of their name sat', () => {
    const { spec, leftOut } = carriedOver(field, { ...field, name: 'twin' })

    expect(seatsIn({ spec, leftOut })).toEqual([
      'lead at lead-pc',
      'audit at audit-laptops',
      'tax at tax-laptops',
    ])
    expect({ ...spec, name: field.name }).toEqual({ ...field, policies: field.policies.toReversed() })
    expect(leftOut).toEqual([])
  })

  test('sit where a group with their role sat if no group has their name', () => {
    expect(seatsIn(onOffice)).toEqual(['audit at desk'])
    expect(onOffice.spec.people).toEqual([people('audit', { count: 3, role: 'auditor' })])
  })

  test('keep the work that their own day states', () => {
    expect(onOffice.spec.work).toEqual(field.work)
    expect(onField.spec.work[0]).toEqual(office.work[0])
  })

  test('have no work if no machine seats them, and a sentence says so', () => {
    expect(onOffice.leftOut.slice(0, 2)).toEqual([
      '"lead" has no machine in office: no work of theirs is done',
      'the people of "tax" have no machine in office: no work of theirs is done',
    ])
    const actors = drawPlan(onOffice.spec, 'full', 1).work.items.map(({ actor }) => actor)
    expect([...new Set(actors)].toSorted()).toEqual(['ann-audit', 'bob-audit', 'cora-audit'])
  })

  test('are refused if none of them finds a machine', () => {
    const strangers = scenario({
      ...day,
      name: 'strangers',
      people: [people('owner', { role: 'owner' })],
      parts: [workstation('pc', { user: 'owner' })],
      copies: [peerParent('own', { on: 'pc' })],
    })

    expect(complaint(() => carriedOver(strangers, office))).toBe(
      'office has a machine for nobody of strangers; give a group of both one name',
    )
  })

  test('sit at laptops if they are several, though a workstation has their role', () => {
    const partners = office.people.map((group) => ({ ...group, role: 'partner' }))
    const several = {
      ...field,
      people: [people('audit', { count: 3, role: 'partner' }), ...field.people.slice(2)],
    }
    const other = {
      ...office,
      people: partners,
      parts: office.parts.toSorted((a, b) =>
        a.kind === 'workstation' ? -1 : b.kind === 'workstation' ? 1 : 0,
      ),
    }

    expect(seatsIn(carriedOver(several, other))).toEqual(['audit at desk'])
  })
})

describe('a machine at which nobody of the day sits', () => {
  test('is left out with its copies and lines', () => {
    const { spec, leftOut } = onOffice

    expect(leftOut).toContain('nobody sits at "home-pc": its machines and copies are left out')
    expect(spec.parts.map(({ id }) => id)).toEqual(['server', 'desk', 'lan'])
    expect(spec.copies.map(({ on }) => on)).toEqual(['server', 'desk'])
  })

  test('leaves its router, which joins others as before', () => {
    const joins = onField.spec.parts.flatMap((part) =>
      part.kind === 'router' ? [[part.id, part.joins]] : [],
    )

    expect(joins).toEqual([['wifi', ['lead-pc', 'audit-laptops']]])
  })

  test('keeps its own user if other copies hang under its copy', () => {
    const { spec, leftOut } = onField

    expect(leftOut).toContain(
      'workstation "lead-pc" keeps its own user, who opens the copy there and does no work',
    )
    expect(spec.people.at(-1)).toEqual(people('lead', { role: 'host' }))
    const items = drawPlan(spec, 'full', 3).work.items.filter(({ actor }) => actor === 'lead')
    expect(items.map(({ kind, atUs }) => [kind, atUs])).toEqual([['open-copy', 0]])
  })
})

describe('a user who is kept for the copies below theirs', () => {
  test('writes nothing, however much longer the day is than the design’s own', () => {
    const long = { ...office, day: { ...office.day, lengthUs: 16 * field.day.lengthUs } }
    const { spec } = carriedOver(long, field)
    const { work } = drawPlan(spec, 'full', 1)

    expect(work.items.filter(({ actor }) => actor === 'lead').map(({ kind }) => kind)).toEqual(['open-copy'])
  })

  test('has a role of their own, though somebody of the day is called a host as well', () => {
    const hosts = scenario({
      ...day,
      name: 'hosts',
      people: [people('audit', { count: 2, role: 'host' })],
      parts: [
        fileServer('server'),
        laptops('desk', { seats: 'audit' }),
        router('lan', { joins: ['server', 'desk'] }),
      ],
      copies: [parentFile('parent', { on: 'server' }), syncCopies({ on: 'desk', of: 'parent' })],
      work: [staffAtWork(), staffAtWork({ role: 'host', editEvery: '2m' })],
    })
    const { spec } = carriedOver(hosts, field)

    expect(spec.work.find(({ role }) => role === 'host')?.editEveryUs).toBe(120_000_000)
    expect(drawPlan(spec, 'full', 1).work.items.filter(({ actor }) => actor === 'lead')).toHaveLength(1)
  })

  test('is one of as many as the design seats there', () => {
    const three = scenario({
      ...day,
      name: 'three',
      people: [people('pool', { count: 3, role: 'lead' }), people('audit', { count: 2, role: 'auditor' })],
      parts: [
        laptops('pool-laptops', { seats: 'pool' }),
        laptops('audit-laptops', { seats: 'audit' }),
        router('lan', { joins: ['pool-laptops', 'audit-laptops'] }),
      ],
      copies: [
        peerParent('lead-copy', { on: 'pool-laptops' }),
        syncCopies({ on: 'audit-laptops', of: 'lead-copy' }),
      ],
    })
    const { spec } = carriedOver(office, three)

    expect(spec.people.find(({ id }) => id === 'pool')).toMatchObject({ count: 3 })
  })
})

test('a line whose only modems are gone is left out with them', () => {
  const mobile = {
    ...field,
    parts: [...field.parts, lte('tax-lte', { from: 'tax-laptops', to: 'office' })],
  }
  const { spec } = carriedOver(office, mobile)

  expect(mobile.parts.map(({ id }) => id)).toContain('tax-lte')
  expect(spec.parts.map(({ id }) => id)).not.toContain('tax-lte')
})

describe('faults of one design on another', () => {
  test('strike the machines that seat the same people, wherever these sit', () => {
    expect(onOffice.spec.faults).toEqual([{ ...diskDies('audit-laptops'), on: 'desk' }])
    expect(onField.spec.faults).toEqual([{ ...powerCut('desk'), on: 'audit-laptops' }])
  })

  test('are left out with a sentence if the other has no such target', () => {
    expect(onOffice.leftOut.filter((sentence) => sentence.startsWith('fault'))).toEqual([
      'fault left out: vpnDrops names "lead-line", but there is no such vpn; there are none',
      'fault left out: powerCut names "tax-laptops", but there is no such host; there are server, desk',
      'fault left out: powerCut names "lead-pc", but there is no such host; there are server, desk',
    ])
  })

  test('are left out if they would break a rule of the other', () => {
    const leading = office.people.map((group) => ({ ...group, role: group.id === 'boss' ? 'lead' : 'clerk' }))
    const struck = { ...office, people: leading, work: [staffAtWork()], faults: [diskDies('home-pc')] }

    expect(carriedOver(struck, field).leftOut).toContain(
      'fault left out: diskDies names "lead-pc", where no sync copy lies that nothing hangs under; name a machine of syncCopies',
    )
  })
})

test('people bring the policies of people, and a design has those of its copies', () => {
  expect(onOffice.spec.policies).toEqual([
    resolveConflicts({ after: '10m', share: 0.6 }),
    takeTurns({ hold: '5m' }),
  ])
})

test('fewer conflicts are expected if something was left out', () => {
  expect(onOffice.spec.expectConflictsMin).toBe(1)
  expect(carriedOver(field, { ...field, name: 'twin' }).spec.expectConflictsMin).toBe(5)
})
