import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import type { FactRow, StandingFact } from '../../../src/access/ports/data-store.ts'
import {
  fileFact,
  type Firm,
  firmOf,
  grantFact,
  memberFact,
  type Right,
  rights,
  roleFact,
  userFact,
} from '../../../src/access/rights/fact.ts'
import { may } from '../../../src/access/rights/may.ts'

const minuteMs = 60_000

const firm: readonly FactRow[] = [
  userFact('ann', { state: 'active', name: 'Ann Auditor' }),
  userFact('bob', { state: 'disabled', name: 'Bob' }),
  userFact('cyn', { state: 'locked', name: 'Cyn' }),
  userFact('dan', { state: 'active', name: 'Dan' }),
  memberFact('staff', 'dan'),
  roleFact('editor', { rights: ['write'] }),
  roleFact('reader', { rights: ['open'] }),
  fileFact('file-1', { name: 'ACME', root: 'nas-1' }),
  grantFact('file-1', 'user:ann', { role: 'editor' }),
  grantFact('file-1', 'user:bob', { role: 'editor' }),
  grantFact('file-1', 'user:cyn', { role: 'editor' }),
  grantFact('file-1', 'group:staff', { role: 'reader' }),
]

const firmWith = (facts: readonly FactRow[]): Firm =>
  firmOf(facts.filter((fact): fact is StandingFact => fact.value !== null))

const ask = (user: string, right: Right, fileId = 'file-1', ageMs = 0) =>
  may(
    { user, right, fileId },
    { firm: firmWith(firm), asOfMs: 0, nowMs: ageMs, stalenessBoundMs: 15 * minuteMs },
  )

describe('who may do what with a client file', () => {
  test('whoever has a role there, by name or by group, may do what the role says and what that holds', () => {
    expect(ask('ann', 'open').kind).toBe('allowed')
    expect(ask('ann', 'write').kind).toBe('allowed')
    expect(ask('dan', 'open').kind).toBe('allowed')
    expect(ask('dan', 'write')).toMatchObject({
      kind: 'denied',
      reason: 'no-right',
      detail: 'dan may not change ACME',
    })
    expect(ask('ann', 'manage')).toMatchObject({ kind: 'denied', reason: 'no-right' })
  })

  test('each way of having no right is told apart', () => {
    expect(ask('zoe', 'open')).toMatchObject({ reason: 'unknown-user', detail: 'there is no account zoe' })
    expect(ask('bob', 'open')).toMatchObject({ reason: 'disabled', detail: 'the account bob is disabled' })
    expect(ask('cyn', 'open')).toMatchObject({ reason: 'locked' })
    expect(ask('ann', 'open', 'file-2')).toMatchObject({ reason: 'unknown-file' })
  })

  test('facts older than the window let nobody in, and those within it say until when they do', () => {
    expect(ask('ann', 'open', 'file-1', 15 * minuteMs)).toEqual({ kind: 'allowed', untilMs: 15 * minuteMs })
    expect(ask('ann', 'open', 'file-1', 15 * minuteMs + 1)).toMatchObject({
      kind: 'stale',
      detail: 'what is known of rights is 16 min old, and 15 min is the most',
    })
  })

  test('a clock set back does not make old facts young for ever', () => {
    expect(ask('ann', 'open', 'file-1', -16 * minuteMs)).toMatchObject({ kind: 'stale' })
  })

  test('a role that is taken away takes its rights along', () => {
    const without = firmWith(firm.filter(({ table }) => table !== 'role'))

    expect(
      may(
        { user: 'ann', right: 'open', fileId: 'file-1' },
        { firm: without, asOfMs: 0, nowMs: 0, stalenessBoundMs: 1 },
      ),
    ).toMatchObject({
      reason: 'no-right',
    })
  })

  test('a fact that cannot be read gives nobody a right', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: firm.length - 1 }),
        fc.string(),
        fc.constantFrom(...rights),
        (at, junk, right) => {
          const damaged = firm.map((fact, index) => (index === at ? { ...fact, value: junk } : fact))
          const known = { firm: firmWith(damaged), asOfMs: 0, nowMs: 0, stalenessBoundMs: 1 }
          const sound = { firm: firmWith(firm), asOfMs: 0, nowMs: 0, stalenessBoundMs: 1 }

          for (const user of ['ann', 'bob', 'cyn', 'dan', 'zoe']) {
            const question = { user, right, fileId: 'file-1' }
            if (may(question, sound).kind !== 'allowed') expect(may(question, known).kind).not.toBe('allowed')
          }
        },
      ),
    )
  })

  test('names that look like several are one name each', () => {
    const odd = firmWith([
      ...firm,
      userFact('x","ann', { state: 'active', name: 'Odd' }),
      memberFact('staff","x', 'eve'),
      userFact('eve', { state: 'active', name: 'Eve' }),
    ])

    expect(
      may(
        { user: 'eve', right: 'open', fileId: 'file-1' },
        { firm: odd, asOfMs: 0, nowMs: 0, stalenessBoundMs: 1 },
      ).kind,
    ).toBe('denied')
    expect(
      may(
        { user: 'x","ann', right: 'open', fileId: 'file-1' },
        { firm: odd, asOfMs: 0, nowMs: 0, stalenessBoundMs: 1 },
      ).kind,
    ).toBe('denied')
  })
})
