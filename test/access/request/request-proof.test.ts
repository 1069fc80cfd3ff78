import { describe, expect, test } from 'vitest'

import {
  judgeProof,
  type ProofJudgement,
  proofMaxMs,
  type ProvedRequest,
  proveRequest,
  SeenRequests,
} from '../../../src/access/request/request-proof.ts'
import { realDigest } from '../../../src/real/machine/real-digest.ts'
import { realSignature } from '../../../src/real/machine/real-signature.ts'

const prover = { signature: realSignature, digest: realDigest }
const keyOf = (seed: number) => realSignature.keyPair(new Uint8Array(32).fill(seed))
const [ann, mallory] = [keyOf(1), keyOf(2)]

const request: ProvedRequest = { token: Uint8Array.of(1, 2, 3), file: 'ACME', body: Uint8Array.of(7) }
const freshness = { atMs: 1_000_000, nonce: new Uint8Array(12).fill(5) }
const proof = proveRequest(request, freshness, ann.privateKey, prover)

const judged = (bytes: Uint8Array, of: ProvedRequest = request, nowMs = freshness.atMs): ProofJudgement =>
  judgeProof(bytes, of, { clientKey: ann.publicKey, nowMs }, prover)

describe('a request that proves whose it is', () => {
  test('counts with the key that the token names', () => {
    expect(judged(proof)).toEqual({ kind: 'proved', freshness })
  })

  test('a token that was seen on its way is of no use without the key', () => {
    expect(judged(proveRequest(request, freshness, mallory.privateKey, prover))).toMatchObject({
      kind: 'forged',
    })
  })

  test.each([
    ['another file', { ...request, file: 'OTHER' }],
    ['another body', { ...request, body: Uint8Array.of(8) }],
    ['another token', { ...request, token: Uint8Array.of(1, 2, 4) }],
  ])('it proves nothing for %s', (_what, other) => {
    expect(judged(proof, other)).toMatchObject({ kind: 'forged' })
  })

  test('counts for two minutes around the time that it names', () => {
    expect(judged(proof, request, freshness.atMs + proofMaxMs).kind).toBe('proved')
    expect(judged(proof, request, freshness.atMs + proofMaxMs + 1).kind).toBe('stale')
    expect(judged(proof, request, freshness.atMs - proofMaxMs - 1).kind).toBe('stale')
  })

  test('bytes that are no proof are said to be none', () => {
    for (let length = 0; length < proof.length; length += 1)
      expect(judged(proof.subarray(0, length)).kind).toBe('malformed')
  })

  test('counts once, and is remembered for as long as it would count', () => {
    const seen = new SeenRequests()
    const isNew = (nonce: number, nowMs: number): boolean =>
      seen.isNew({ atMs: freshness.atMs, nonce: Uint8Array.of(nonce) }, ann.publicKey, nowMs)

    expect(isNew(1, freshness.atMs)).toBe(true)
    expect(isNew(2, freshness.atMs)).toBe(true)
    expect(isNew(1, freshness.atMs + proofMaxMs)).toBe(false)
    expect(
      seen.isNew({ atMs: freshness.atMs, nonce: Uint8Array.of(1) }, mallory.publicKey, freshness.atMs),
    ).toBe(true)
  })
})
