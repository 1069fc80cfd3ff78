import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import type { AccountAnswer } from '../../../src/access/ports/user-directory.ts'
import {
  defaultSessionRules,
  stalenessBoundMs,
  renewal,
} from '../../../src/access/session/session-renewal.ts'

const minuteMs = 60_000
const active: AccountAnswer = { kind: 'account', state: 'active' }
const nobodyAnswers: AccountAnswer = { kind: 'unreachable', detail: 'no way there' }

describe('a session', () => {
  test('goes on for another ten minutes while the directory says that the account counts', () => {
    const session = { confirmedAtMs: 0, expiresAtMs: 10 * minuteMs }

    expect(renewal(session, active, 9 * minuteMs, defaultSessionRules)).toEqual({
      kind: 'renewed',
      confirmedAtMs: 9 * minuteMs,
      expiresAtMs: 19 * minuteMs,
    })
  })

  test.each(['locked', 'expired', 'disabled', 'unknown'] as const)(
    'ends where the account is %s',
    (state) => {
      const session = { confirmedAtMs: 0, expiresAtMs: 10 * minuteMs }

      expect(renewal(session, { kind: 'account', state }, 1, defaultSessionRules)).toMatchObject({
        kind: 'ended',
        reason: state,
      })
    },
  )

  test('goes on for the grace where the directory cannot be asked, and not longer', () => {
    const session = { confirmedAtMs: 0, expiresAtMs: 10 * minuteMs }

    expect(renewal(session, nobodyAnswers, 20 * minuteMs, defaultSessionRules)).toMatchObject({
      kind: 'renewed',
      confirmedAtMs: 0,
    })
    expect(renewal(session, nobodyAnswers, 20 * minuteMs + 1, defaultSessionRules)).toMatchObject({
      kind: 'ended',
      reason: 'unconfirmed',
      detail: 'the directory cannot be asked whether the account still counts (no way there)',
    })
  })

  test('of a disabled account is over within the published window, whenever the directory is away and however often it is renewed', () => {
    const outages = fc.array(
      fc.record({ afterMs: fc.integer({ min: 1, max: 10 * minuteMs }), isAway: fc.boolean() }),
      { maxLength: 60 },
    )
    fc.assert(
      fc.property(outages, fc.nat(200 * minuteMs), (looks, disabledAtMs) => {
        let session = { confirmedAtMs: 0, expiresAtMs: defaultSessionRules.lifeMs }
        let nowMs = 0
        for (const { afterMs, isAway } of looks) {
          nowMs += afterMs
          if (nowMs > session.expiresAtMs) break
          const state = nowMs >= disabledAtMs ? 'disabled' : 'active'
          const answer: AccountAnswer = isAway ? nobodyAnswers : { kind: 'account', state }
          const next = renewal(session, answer, nowMs, defaultSessionRules)
          if (next.kind === 'ended') break
          session = next
        }
        expect(session.expiresAtMs).toBeLessThanOrEqual(
          Math.max(defaultSessionRules.lifeMs, disabledAtMs + stalenessBoundMs(defaultSessionRules)),
        )
      }),
    )
  })
})
