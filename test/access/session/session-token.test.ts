import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import {
  encodeToken,
  judgeToken,
  type SessionClaims,
  type TokenJudgement,
} from '../../../src/access/session/session-token.ts'
import { realSignature } from '../../../src/real/machine/real-signature.ts'

const minuteMs = 60_000
const keyOf = (seed: number) => realSignature.keyPair(new Uint8Array(32).fill(seed))
const [server1, server2, client] = [keyOf(1), keyOf(2), keyOf(3)]

const claims: SessionClaims = {
  user: 'ann',
  clientKey: client.publicKey,
  issuer: 'server-1',
  issuedAtMs: 0,
  expiresAtMs: 10 * minuteMs,
  confirmedAtMs: 0,
}
const token = encodeToken(claims, server1, realSignature)

const firmKeys = new Map([
  ['server-1', server1.publicKey],
  ['server-2', server2.publicKey],
])

const judged = (bytes: Uint8Array, nowMs = 0): TokenJudgement =>
  judgeToken(bytes, { nowMs, signature: realSignature, keyOf: (issuer) => firmKeys.get(issuer) ?? null })

describe('a session token', () => {
  test('counts at every instance that knows its issuer’s key, until it ends', () => {
    expect(judged(token)).toEqual({ kind: 'valid', claims })
    expect(judged(token, 10 * minuteMs).kind).toBe('valid')
    expect(judged(token, 10 * minuteMs + 1)).toMatchObject({ kind: 'expired', detail: 'the session is over' })
  })

  test('whose issuer the firm does not know any more counts nowhere', () => {
    const strange = encodeToken({ ...claims, issuer: 'server-9' }, keyOf(9), realSignature)

    expect(judged(strange)).toMatchObject({
      kind: 'unknown-issuer',
      detail: 'the firm has no server server-9',
    })
  })

  test('that names one server and is signed by another is forged', () => {
    expect(judged(encodeToken({ ...claims, issuer: 'server-2' }, server1, realSignature))).toMatchObject({
      kind: 'forged',
    })
  })

  test('of a server whose clock is a little ahead counts, and of one far ahead does not', () => {
    const from = (issuedAtMs: number): Uint8Array =>
      encodeToken({ ...claims, issuedAtMs, expiresAtMs: issuedAtMs + 10 * minuteMs }, server1, realSignature)

    expect(judged(from(2 * minuteMs)).kind).toBe('valid')
    expect(judged(from(2 * minuteMs + 1)).kind).toBe('not-yet')
  })

  test('of which any bit was changed counts no more', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: token.length * 8 - 1 }), (bit) => {
        const changed = token.slice()
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))

        expect(['forged', 'malformed', 'unknown-issuer']).toContain(judged(changed).kind)
      }),
      { numRuns: 200 },
    )
  })

  test('any bytes at all are judged, and none but a token counts', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), fc.nat(token.length), (bytes, cut) => {
        expect(judged(bytes).kind).not.toBe('valid')
        expect(judged(token.subarray(0, cut)).kind).toBe(cut === token.length ? 'valid' : 'malformed')
        expect(judged(Uint8Array.of(...token, ...bytes)).kind).toBe(
          bytes.length === 0 ? 'valid' : 'malformed',
        )
      }),
    )
  })
})
