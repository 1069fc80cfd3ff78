import { judgeProof, proveRequest } from '../../src/access/request/request-proof.ts'
import { encodeToken, judgeToken } from '../../src/access/session/session-token.ts'
import { realDigest } from '../../src/real/machine/real-digest.ts'
import { realSignature } from '../../src/real/machine/real-signature.ts'
import type { FuzzTarget } from './fuzz-target.ts'

const keys = realSignature.keyPair(new Uint8Array(32).fill(7))
const claims = {
  user: 'ann',
  clientKey: keys.publicKey,
  issuer: 'one',
  issuedAtMs: 0,
  expiresAtMs: 9,
  confirmedAtMs: 0,
}
const token = encodeToken(claims, keys, realSignature)
const request = { token, file: 'ACME', body: Uint8Array.of(1) }
const prover = { signature: realSignature, digest: realDigest }
const proof = proveRequest(request, { atMs: 1, nonce: new Uint8Array(12) }, keys.privateKey, prover)

// Neither throws: whatever comes is judged..
const mustNotCount = (bytes: Uint8Array, whole: Uint8Array, counts: boolean): null => {
  const isWhole = bytes.length === whole.length && bytes.every((byte, at) => byte === whole[at])
  if (counts && !isWhole) throw new Error('bytes that were changed count')
  return null
}

/** What a server judges of whoever asks. */
export const accessTargets: readonly FuzzTarget[] = [
  {
    name: 'a session token',
    samples: [token],
    read: (bytes) => {
      const rules = { nowMs: 0, signature: realSignature, keyOf: () => keys.publicKey }
      return mustNotCount(bytes, token, judgeToken(bytes, rules).kind === 'valid')
    },
  },
  {
    name: 'a proof of a request',
    samples: [proof],
    read: (bytes) => {
      const judged = judgeProof(bytes, request, { clientKey: keys.publicKey, nowMs: 1 }, prover)
      return mustNotCount(bytes, proof, judged.kind === 'proved')
    },
  },
]
