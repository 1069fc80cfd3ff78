import { describe, expect, test } from 'vitest'

import {
  branchOffice,
  branchWriteAttempted,
  dataCentre,
  directory,
  directoryDown,
  fileServer,
  rightRevoked,
  serverHost,
  sessionDesk,
  sessionRules,
  syncServer,
  vpn,
  wanCut,
} from '../../src/scenario/index.ts'
import { smallTeam, teamParts } from '../world/small-team.ts'
import { complaint, typo } from './complaint.ts'

const parts = [
  ...teamParts,
  fileServer('office'),
  serverHost('web-host'),
  syncServer('s1', { on: 'web-host', roots: ['office'] }),
  vpn('line', { from: 'lead-pc', to: 'office' }),
]
const centre = dataCentre('centre', { on: 'office' })
const leeds = branchOffice('leeds', { on: 'lead-pc', of: 'centre' })
const people = directory('people', { on: 'office' })

test('a firm is a centre, its branches and a directory, with the published rules of sessions', () => {
  const { access } = smallTeam({ parts, access: [centre, leeds, people] })

  expect(access).toEqual([
    { kind: 'data-centre', id: 'centre', on: 'office', retentionUs: 72 * 3600e6, beatUs: 5e6 },
    { kind: 'branch-office', id: 'leeds', on: 'lead-pc', of: 'centre', pollUs: 5e6, lost: 0 },
    { kind: 'directory', id: 'people', on: 'office' },
    { kind: 'session-rules', lifeUs: 600e6, graceUs: 1200e6 },
  ])
})

test('rules of sessions that a scenario states are the ones that count', () => {
  const rules = sessionRules({ life: '5m', grace: '1m' })

  expect(smallTeam({ parts, access: [centre, rules] }).access).toEqual([
    centre,
    { kind: 'session-rules', lifeUs: 300e6, graceUs: 60e6 },
  ])
})

describe('an unknown option is refused with the nearest', () => {
  test.each<[string, () => unknown, string]>([
    ['dataCentre', () => dataCentre('c', typo({ on: 'x' }, { retentoin: '1h' })), 'retention'],
    ['branchOffice', () => branchOffice('b', typo({ on: 'x', of: 'c' }, { pol: '5s' })), 'poll'],
    ['directory', () => directory('d', typo({ on: 'x' }, { onn: 'x' })), 'on'],
    ['sessionDesk', () => sessionDesk('s', typo({ facts: 'c', directory: 'd' }, { fact: 'c' })), 'facts'],
    ['sessionRules', () => sessionRules(typo({}, { grase: '1m' })), 'grace'],
    ['wanCut', () => wanCut('v', typo({ at: '1h', lasting: '1m' }, { lastng: '1m' })), 'lasting'],
    ['rightRevoked', () => rightRevoked(typo({ among: 's', at: '1h' }, { amoung: 's' })), 'among'],
    ['branchWriteAttempted', () => branchWriteAttempted('b', typo({ at: '1h' }, { att: '1h' })), 'at'],
    [
      'directoryDown',
      () => directoryDown('d', typo({ at: '1h', lasting: '1m' }, { lastin: '1m' })),
      'lasting',
    ],
  ])('in the options of %s', (_word, make, meant) => {
    expect(complaint(make)).toContain(`did you mean "${meant}"?`)
  })
})

describe('a name that names nothing is refused', () => {
  test.each<[string, Parameters<typeof smallTeam>[0], string]>([
    [
      'the machine of a centre',
      { access: [dataCentre('centre', { on: 'ofice' })] },
      'dataCentre "centre" lies on "ofice", but there is no such host; did you mean "office"?',
    ],
    [
      'the centre of a branch',
      { access: [centre, branchOffice('leeds', { on: 'lead-pc', of: 'center' })] },
      'branchOffice "leeds" follows "center", but there is no such dataCentre; did you mean "centre"?',
    ],
    [
      'the data store of a desk',
      { access: [centre, people, sessionDesk('s1', { facts: 'centr', directory: 'people' })] },
      'sessionDesk "s1" takes the facts of "centr", but there is no such dataCentre or branchOffice; did you mean "centre"?',
    ],
    [
      'the directory of a desk',
      { access: [centre, people, sessionDesk('s1', { facts: 'centre', directory: 'peple' })] },
      'sessionDesk "s1" asks "peple", but there is no such directory; did you mean "people"?',
    ],
    [
      'the server of a desk',
      { access: [centre, people, sessionDesk('s2', { facts: 'centre', directory: 'people' })] },
      'sessionDesk stands at "s2", but there is no such syncServer; did you mean "s1"?',
    ],
    [
      'a line that is cut',
      { access: [centre], faults: [wanCut('lien', { at: '1h', lasting: '1m' })] },
      'wanCut names "lien", but there is no such vpn; did you mean "line"?',
    ],
    [
      'a branch that is written at',
      { access: [centre, leeds], faults: [branchWriteAttempted('leed', { at: '1h' })] },
      'did you mean "leeds"?',
    ],
    [
      'a directory that is down',
      { access: [centre], faults: [directoryDown('people', { at: '1h', lasting: '1m' })] },
      'directoryDown names "people", but there is no such directory; there are none',
    ],
    [
      'a group among whom somebody loses a right',
      { access: [centre], faults: [rightRevoked({ among: 'stuff', at: '1h' })] },
      'rightRevoked is among "stuff", but there is no such group of laptops; did you mean "staff"?',
    ],
  ])('%s', (_what, options, message) => {
    expect(complaint(() => smallTeam({ parts, ...options }))).toContain(message)
  })
})

describe('what cannot be is refused', () => {
  test.each<[string, Parameters<typeof smallTeam>[0], string]>([
    [
      'two centres',
      { access: [centre, dataCentre('other', { on: 'office' })] },
      'a firm has one data centre, and not both "centre" and "other"; make one of them a branchOffice',
    ],
    ['branches without a centre', { access: [people] }, 'a firm has a data centre, and none is listed'],
    [
      'a server whose data store lies elsewhere',
      { access: [centre, people, sessionDesk('s1', { facts: 'centre', directory: 'people' })] },
      'syncServer "s1" runs on "web-host", and "centre" lies on "office"; a server reads the data store on its own machine',
    ],
    [
      'a store called like a machine',
      { access: [dataCentre('office', { on: 'office' })] },
      'two parts are called "office"',
    ],
    [
      'rights of a firm that keeps none',
      { faults: [rightRevoked({ among: 'staff', at: '1h' })] },
      'rightRevoked takes something away, and nobody keeps who may do what; list a dataCentre in access',
    ],
    [
      'more people losing a right than there are',
      {
        access: [centre],
        faults: ['1h', '2h', '3h', '4h'].map((at) => rightRevoked({ among: 'staff', at })),
      },
      '4 people of "staff" lose a right, and 3 are there in the short form',
    ],
  ])('%s', (_what, options, message) => {
    expect(complaint(() => smallTeam({ parts, ...options }))).toContain(message)
  })
})
