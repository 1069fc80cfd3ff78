import { describe, expect, test } from 'vitest'

import {
  fileServer,
  laptops,
  parentFile,
  peerParent,
  people,
  router,
  scenario,
  staffAtWork,
  syncCopies,
  workstation,
} from '../../src/scenario/index.ts'
import { complaint } from '../scenario/complaint.ts'

type Design = Parameters<typeof scenario>[0]

const lead = people('lead', { role: 'lead' })
const audit = people('audit', { count: 3, role: 'auditor' })
const pc = workstation('lead-pc', { user: 'lead' })
const field = laptops('field', { seats: 'audit' })
const lan = router('lan', { joins: ['lead-pc', 'field'] })
const leadCopy = peerParent('lead-copy', { on: 'lead-pc' })
const fieldCopies = syncCopies({ on: 'field', of: 'lead-copy' })

const sound = {
  name: 'team',
  story: 'A lead and three auditors.',
  people: [lead, audit],
  parts: [pc, field, lan],
  copies: [leadCopy, fieldCopies],
  work: staffAtWork(),
} satisfies Design

const complaintAbout = (changes: Partial<Design>): string =>
  complaint(() => scenario({ ...sound, ...changes }))

test('a design whose groups have a machine each is sound', () => {
  expect(scenario(sound).people).toEqual([lead, audit])
})

test('people whom a machine declares need no group', () => {
  const alone = { people: [], parts: [pc, laptops('field', { count: 3 }), lan] }

  expect(scenario({ ...sound, ...alone }).people).toEqual([])
})

describe('people are refused', () => {
  test.each<[string, Partial<Design>, string]>([
    [
      'if laptops seat an unknown group, with the nearest one',
      { parts: [pc, laptops('field', { seats: 'audti' }), lan] },
      'laptops "field" seats "audti", but there is no such group of people; did you mean "audit"?',
    ],
    [
      'if laptops neither count nor seat anybody',
      { parts: [pc, laptops('field', {}), lan] },
      `laptops "field": write how many people it is for, as { count: 8 }, or declare them: people('field', { count: 8, role: 'auditor' })`,
    ],
    [
      'if a group is declared twice',
      { people: [lead, audit, people('audit', { count: 2, role: 'auditor' })] },
      `people "audit" are declared twice; leave out the count of laptops that seat a declared group: laptops('field', { seats: 'audit' })`,
    ],
    [
      'if laptops count a group that is declared',
      { parts: [pc, laptops('field', { seats: 'audit', count: 3 }), lan] },
      `people "audit" are declared twice; leave out the count of laptops that seat a declared group: laptops('field', { seats: 'audit' })`,
    ],
    [
      'if a group has no machine',
      { people: [lead, audit, people('tax', { count: 2, role: 'auditor' })] },
      `people "tax" have no machine; seat them with laptops('field', { seats: 'tax' }), or one person with a workstation`,
    ],
    [
      'if a group has two machines',
      {
        parts: [
          pc,
          field,
          laptops('home', { seats: 'audit' }),
          router('lan', { joins: ['lead-pc', 'field', 'home'] }),
        ],
        copies: [leadCopy, fieldCopies, syncCopies({ on: 'home', of: 'lead-copy' })],
      },
      'people "audit" are seated at "field" and at "home"; nobody works at two machines',
    ],
    [
      'if several people sit at a workstation',
      { people: [people('lead', { count: 2, role: 'lead' }), audit] },
      'workstation "lead-pc" has one user, and "lead" are several people; leave out their count',
    ],
    [
      'if no copy lies at their machine',
      { copies: [leadCopy] },
      'people "audit" are seated at "field", where no copy lies to work in',
    ],
    [
      'if work is for an unknown role, with the nearest one',
      { work: [staffAtWork(), staffAtWork({ role: 'auditer' })] },
      'staffAtWork is for the role "auditer", but there is no such role; did you mean "auditor"?',
    ],
    [
      'if the work of a role is stated twice',
      { work: [staffAtWork(), staffAtWork({ role: 'lead' }), staffAtWork({ role: 'lead' })] },
      'work states twice what the role "lead" does; state it once',
    ],
    [
      'if the work of everybody is stated twice',
      { work: [staffAtWork(), staffAtWork()] },
      'work states twice what everybody does; state it once',
    ],
    [
      'if their role has no work',
      { work: staffAtWork({ role: 'lead' }) },
      `nobody says what a person with the role "auditor" does; add staffAtWork({ role: 'auditor' }) to work`,
    ],
    [
      'if one of them bears the name of a part',
      {
        parts: [
          pc,
          field,
          fileServer('bob-audit'),
          router('lan', { joins: ['lead-pc', 'field', 'bob-audit'] }),
        ],
      },
      '"bob-audit" is the name of a person or their laptop; give the other another name',
    ],
    [
      'if a copy bears the name of their laptop',
      {
        parts: [pc, field, fileServer('office'), router('lan', { joins: ['lead-pc', 'field', 'office'] })],
        copies: [
          parentFile('ann-audit-laptop', { on: 'office' }),
          peerParent('lead-copy', { on: 'lead-pc', of: 'ann-audit-laptop' }),
          fieldCopies,
        ],
      },
      '"ann-audit-laptop" is the name of a person or their laptop; give the other another name',
    ],
  ])('%s', (_when, changes, message) => {
    expect(complaintAbout(changes)).toBe(message)
  })
})
