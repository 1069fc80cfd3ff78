import { type ProofFreshness, type ProvedRequest, type Prover, proveRequest } from '../request/index.ts'

// Published names have no slash, so a proof for this service is none for a file.
const feedName = '/datastore'

export const provedQuestion = (branch: string, body: Uint8Array): ProvedRequest => ({
  token: new TextEncoder().encode(branch),
  file: feedName,
  body,
})

export interface FeedIdentity {
  readonly branch: string
  readonly privateKey: Uint8Array
}

export const proveQuestion = (
  { branch, privateKey }: FeedIdentity,
  body: Uint8Array,
  freshness: ProofFreshness,
  prover: Prover,
): Uint8Array => proveRequest(provedQuestion(branch, body), freshness, privateKey, prover)
