import { describe, expect, test } from 'vitest'

import {
  laptops,
  peerParent,
  router,
  scenario,
  sessionHolder,
  staffAtWork,
  syncCopies,
  takeTurns,
  vpn,
  workstation,
} from '../../src/scenario/index.ts'
import { complaint, typo } from './complaint.ts'

const sound = {
  name: 'm',
  story: 's',
  parts: [
    workstation('lead-pc', { user: 'lead', sessionLimit: 5 }),
    laptops('staff', { count: 3 }),
    router('lan', { joins: ['lead-pc', 'staff'] }),
  ],
  copies: [peerParent('lead', { on: 'lead-pc' }), syncCopies({ on: 'staff', of: 'lead' })],
  work: staffAtWork({ editEvery: '20s' }),
} satisfies Parameters<typeof scenario>[0]
const [pc, staff] = sound.parts

describe('a copy that cannot reach the copy above it is refused', () => {
  test.each([
    ['without any line', []],
    ['beside a router that its machine is not joined to', [router('r', { joins: ['lead-pc'] })]],
  ])('%s', (_how, lines) => {
    const asked = () =>
      scenario({ ...sound, parts: [...[pc, staff].filter((part) => part !== undefined), ...lines] })

    expect(complaint(asked)).toBe(
      `syncCopies on "staff" cannot reach "lead": no router, vpn or lte joins "staff" and "lead-pc"; add one, such as router('lan', { joins: ['staff', 'lead-pc'] })`,
    )
  })

  test('and a vpn between the two machines is enough', () => {
    const joined = [
      pc,
      workstation('bob-pc', { user: 'bob' }),
      vpn('line', { from: 'bob-pc', to: 'lead-pc' }),
    ]
    const parts = joined.filter((part) => part !== undefined)
    const copies = [peerParent('lead', { on: 'lead-pc' }), syncCopies({ on: 'bob-pc', of: 'lead' })]

    expect(scenario({ ...sound, parts, copies }).parts).toHaveLength(3)
  })
})

describe('a fault or a policy that no plan could follow is refused', () => {
  test.each<[string, Partial<Parameters<typeof scenario>[0]>, string]>([
    [
      'a policy that is listed twice',
      { policies: [takeTurns(), takeTurns({ hold: '2m' })] },
      'takeTurns is listed twice in policies; keep one of them',
    ],
    [
      'a fault after the day',
      { day: { lasts: '1h' }, faults: [sessionHolder('lead-pc', { at: '1h' })] },
      'sessionHolder strikes when the day is over; give it an earlier "at", or the day a longer "lasts"',
    ],
    [
      'a holder of sessions where there is no limit',
      { faults: [sessionHolder('staff', { at: '1m' })] },
      'sessionHolder names "staff", which accepts any number of sessions; name a workstation with a sessionLimit',
    ],
  ])('%s', (_what, changes, message) => {
    expect(complaint(() => scenario({ ...sound, ...changes }))).toBe(message)
  })
})

describe('a complaint speaks the author’s words', () => {
  test.each([
    [
      'a latency of hours',
      () => router('r', { joins: ['a'], latency: '3h' }),
      'router "r" latency: more than a minute was given, and no line is that slow; write "20ms"',
    ],
    [
      'no options at all',
      () => Reflect.apply(workstation, null, ['pc']),
      'workstation "pc" has no options; write { … } with some of user, sessionLimit',
    ],
    [
      'no scenario at all',
      () => Reflect.apply(scenario, null, []),
      'scenario has no options; write { … } with some of name, story, file, people, parts, copies, access, day, work, faults, policies, expectConflicts, sometimes',
    ],
    ['no name', () => scenario(typo(sound, { name: undefined })), 'scenario: "name" is missing'],
    ['no work', () => scenario(typo(sound, { work: undefined })), 'scenario "m": "work" is missing'],
    ['no story', () => scenario(typo(sound, { story: undefined })), 'scenario "m": "story" is missing'],
    [
      'an interval of nothing',
      () => staffAtWork({ editEvery: '0s' }),
      'staffAtWork: "editEvery" too small: expected number to be >0',
    ],
    [
      'a copy on no machine',
      () =>
        scenario({
          ...sound,
          copies: [peerParent('lead', { on: 'lead-pc' }), syncCopies({ on: 'stafff', of: 'lead' })],
        }),
      'syncCopies lies on "stafff", but there is no such host; did you mean "staff"?',
    ],
    [
      'a copy of a later one',
      () =>
        scenario({
          ...sound,
          copies: [syncCopies({ on: 'staff', of: 'lead' }), peerParent('lead', { on: 'lead-pc' })],
        }),
      'syncCopies is a copy of "lead", which is not there yet; list "lead" before its copies',
    ],
  ])('about %s', (_what, make, message) => {
    expect(complaint(make)).toBe(message)
  })
})
