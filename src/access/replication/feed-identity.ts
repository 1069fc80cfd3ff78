import { type ProofStamp, type ProvedRequest, type Prover, proveRequest } from '../request/index.ts'

// No file is published under a name with a slash in it: a proof for the one door is none for the other.
const feedName = '/datastore'

/** What a branch signs: its name, and what it asks. */
export const provedQuestion = (branch: string, body: Uint8Array): ProvedRequest => ({
  token: new TextEncoder().encode(branch),
  file: feedName,
  body,
})

/** How a branch shows its centre that it is the one that asks. */
export interface FeedIdentity {
  readonly branch: string
  readonly privateKey: Uint8Array
}

export const proveQuestion = (
  { branch, privateKey }: FeedIdentity,
  body: Uint8Array,
  stamp: ProofStamp,
  prover: Prover,
): Uint8Array => proveRequest(provedQuestion(branch, body), stamp, privateKey, prover)
