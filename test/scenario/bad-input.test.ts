import { describe, expect, test } from 'vitest'

import {
  fileServer,
  hours,
  laptops,
  minutes,
  parentFile,
  peerParent,
  resolveConflicts,
  router,
  seconds,
  sessionHolder,
  staffAtWork,
  syncCopies,
  takeTurns,
  vpn,
  vpnDrops,
  workstation,
} from '../../src/scenario/index.ts'
import { smallTeam, teamParts } from '../world/small-team.ts'
import { complaint, typo } from './complaint.ts'

describe('an unknown option is refused with the nearest', () => {
  test.each<[string, () => unknown, string]>([
    ['workstation', () => workstation('pc', typo({ user: 'ann' }, { sesionLimit: 5 })), 'sessionLimit'],
    ['laptops', () => laptops('staff', typo({ count: 3 }, { coutn: 3 })), 'count'],
    ['router', () => router('wifi', typo({ joins: ['pc'] }, { latncy: '1ms' })), 'latency'],
    ['vpn', () => vpn('tunnel', typo({ from: 'a', to: 'b' }, { bandwith: '1 Mbit/s' })), 'bandwidth'],
    ['peerParent', () => peerParent('lead', typo({ on: 'pc' }, { off: 'parent' })), 'of'],
    ['parentFile', () => parentFile('parent', typo({ on: 'office' }, { onn: 'office' })), 'on'],
    ['syncCopies', () => syncCopies(typo({ on: 'staff', of: 'lead' }, { onn: 'staff' })), 'on'],
    ['staffAtWork', () => staffAtWork(typo({}, { editEvry: '30s' })), 'editEvery'],
    ['vpnDrops', () => vpnDrops('tunnel', typo({ times: 3 }, { insideTransfers: 1 })), 'insideTransfer'],
    ['sessionHolder', () => sessionHolder('pc', typo({ at: '1m' }, { att: '1m' })), 'at'],
    ['resolveConflicts', () => resolveConflicts(typo({ after: '1m', share: 1 }, { shar: 1 })), 'share'],
    ['takeTurns', () => takeTurns(typo({}, { holds: '2m' })), 'hold'],
    ['scenario', () => smallTeam(typo({}, { polices: [] })), 'policies'],
    ['scenario file', () => smallTeam({ file: typo({}, { acounts: 5 }) }), 'accounts'],
    ['scenario day', () => smallTeam({ day: typo({}, { lastt: '1h' }) }), 'lasts'],
  ])('in the options of %s', (_word, make, meant) => {
    expect(complaint(make)).toContain(`did you mean "${meant}"?`)
  })

  test('where nothing is near, all options are listed', () => {
    expect(complaint(() => laptops('staff', typo({ count: 3 }, { colour: 'red' })))).toBe(
      'laptops "staff" has no option "colour"; it has count, seats',
    )
  })
})

describe('a duration below zero is refused', () => {
  test.each<[string, () => unknown]>([
    ['editEvery', () => staffAtWork({ editEvery: '-30s' })],
    ['openWithin', () => staffAtWork({ openWithin: minutes(-2) })],
    ['think', () => staffAtWork({ think: ['3s', '-20s'] })],
    ['latency', () => router('wifi', { joins: ['pc'], latency: '-1ms' })],
    ['redial', () => vpn('tunnel', { from: 'a', to: 'b', redial: seconds(-15) })],
    ['lasting', () => vpnDrops('tunnel', { times: 1, lasting: ['-20s', '4m'] })],
    ['at', () => sessionHolder('pc', { at: '-1m' })],
    ['after', () => resolveConflicts({ after: hours(-1), share: 1 })],
    ['hold', () => takeTurns({ hold: '-2m' })],
    ['day', () => smallTeam({ day: { lasts: '-8h' } })],
  ])('in %s', (option, make) => {
    expect(complaint(make)).toMatch(new RegExp(`${option}: a duration cannot be negative, but "-\\d`))
  })
})

describe('what has no unit is refused', () => {
  test.each<[string, () => unknown]>([
    ['editEvery', () => staffAtWork({ editEvery: '30' })],
    ['documentSize', () => staffAtWork({ documentSize: ['10000', '2 MB'] })],
    ['bandwidth', () => router('wifi', { joins: ['pc'], bandwidth: '100' })],
    ['latency', () => vpn('tunnel', { from: 'a', to: 'b', latency: 'soon' })],
    ['lasting', () => vpnDrops('tunnel', { times: 1, lasting: ['20 parsecs', '4m'] })],
    ['day', () => smallTeam({ day: { lasts: '' } })],
  ])('in %s', (option, make) => {
    expect(complaint(make)).toMatch(new RegExp(`${option}: "[^"]*" has no unit that is known here; write "`))
  })
})

describe('a name that names nothing is refused', () => {
  const staffOfLead = syncCopies({ on: 'staff', of: 'lead' })
  const lead = peerParent('lead', { on: 'lead-pc' })
  test.each<[string, () => unknown, string]>([
    [
      'a router to a host',
      () => smallTeam({ parts: [...teamParts, router('lan', { joins: ['lead-cp'] })] }),
      'router "lan" joins "lead-cp", but there is no such host; did you mean "lead-pc"?',
    ],
    [
      'the end of a vpn',
      () => smallTeam({ parts: [...teamParts, vpn('tunnel', { from: 'lead-pc', to: 'ofice' })] }),
      'vpn "tunnel" ends at "ofice", but there is no such host; there are lead-pc, staff',
    ],
    [
      'the beginning of a vpn',
      () => smallTeam({ parts: [...teamParts, vpn('tunnel', { from: 'staf', to: 'lead-pc' })] }),
      'did you mean "staff"?',
    ],
    [
      'the machine of a copy',
      () => smallTeam({ copies: [peerParent('lead', { on: 'leadpc' }), staffOfLead] }),
      'peerParent "lead" lies on "leadpc", but there is no such host; did you mean "lead-pc"?',
    ],
    [
      'the parent of a copy',
      () => smallTeam({ copies: [lead, syncCopies({ on: 'staff', of: 'laed' })] }),
      'syncCopies is a copy of "laed", but there is no such copy; did you mean "lead"?',
    ],
    [
      'a vpn that drops',
      () => smallTeam({ faults: [vpnDrops('tunnel', { times: 1 })] }),
      'vpnDrops names "tunnel", but there is no such vpn; there are none',
    ],
    [
      'a machine whose sessions are held',
      () => smallTeam({ faults: [sessionHolder('lead', { at: '1m' })] }),
      'sessionHolder names "lead", but there is no such host',
    ],
  ])('%s', (_what, make, message) => {
    expect(complaint(make)).toContain(message)
  })
})

describe('a mistake in a value is refused by name', () => {
  test.each<[string, () => unknown, string]>([
    ['no laptops', () => laptops('staff', { count: 0 }), 'laptops "staff": "count"'],
    ['half a laptop', () => laptops('staff', { count: 2.5 }), '"count"'],
    ['too few sessions', () => workstation('pc', { user: 'ann', sessionLimit: 2 }), '"sessionLimit"'],
    ['a name with blanks', () => fileServer('the office'), '"id" must be lower-case letters'],
    ['a router that joins nothing', () => router('wifi', { joins: [] }), '"joins"'],
    ['a share above one', () => staffAtWork({ documents: 15 }), 'staffAtWork: "documentShare"'],
    ['a share below zero', () => resolveConflicts({ after: '1m', share: -1 }), '"share"'],
    ['edits without a pause', () => staffAtWork({ editEvery: '0s' }), '"editEvery"'],
    ['a size of nothing', () => staffAtWork({ documentSize: ['0 kB', '1 MB'] }), 'above zero'],
    [
      'a line that carries nothing',
      () => router('lan', { joins: ['pc'], bandwidth: '0 Mbit/s' }),
      'above zero',
    ],
    ['a vpn that drops never', () => vpnDrops('tunnel', { times: 0 }), '"times"'],
    ['a day of no length', () => smallTeam({ day: { lasts: '0s' } }), '"day.lasts"'],
    ['a day that starts at 25:00', () => smallTeam({ day: { startsAt: '25:00' } }), 'no time of day'],
    ['a scenario without parts', () => smallTeam({ parts: [] }), '"parts"'],
    ['a scenario without a story', () => smallTeam({ story: '' }), '"story"'],
    [
      'a part that is none',
      () => smallTeam({ parts: [...teamParts, JSON.parse('{"kind":"modem"}')] }),
      '"parts.3',
    ],
  ])('%s', (_what, make, told) => {
    expect(complaint(make)).toContain(told)
  })
})

test('two parts of one name are refused', () => {
  const parts = [...teamParts, fileServer('lead-pc')]

  expect(complaint(() => smallTeam({ parts }))).toBe(
    'two parts are called "lead-pc"; give each a name of its own',
  )
})

test('two copies of one name are refused', () => {
  const parts = [...teamParts, fileServer('office')]
  const copies = [peerParent('lead', { on: 'lead-pc' }), parentFile('lead', { on: 'office' })]

  expect(complaint(() => smallTeam({ parts, copies }))).toContain('"lead"')
})

test('one machine holds one copy for its user', () => {
  const lead = peerParent('lead', { on: 'lead-pc' })
  const copies = [lead, syncCopies({ on: 'staff', of: 'lead' }), syncCopies({ on: 'staff', of: 'lead' })]

  expect(complaint(() => smallTeam({ copies }))).toContain('"staff"')
})

test('a copy listed before its parent is refused', () => {
  const copies = [syncCopies({ on: 'staff', of: 'lead' }), peerParent('lead', { on: 'lead-pc' })]

  expect(complaint(() => smallTeam({ copies }))).toContain('list "lead" before its copies')
})

test('a copy that is its own parent is refused', () => {
  const copies = [peerParent('lead', { on: 'lead-pc', of: 'lead' })]

  expect(complaint(() => smallTeam({ copies }))).toContain('"lead"')
})

test('two copies called like one user are refused', () => {
  const parts = [...teamParts, workstation('desk', { user: 'lead' })]
  const copies = [peerParent('lead', { on: 'lead-pc' }), syncCopies({ on: 'desk', of: 'lead' })]

  expect(complaint(() => smallTeam({ parts, copies }))).toContain('two copies are called "lead"')
})
