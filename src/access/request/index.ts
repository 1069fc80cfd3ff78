/** Proofs that a request comes from its client. */
export {
  judgeProof,
  nonceBytes,
  type ProofFreshness,
  type ProvedRequest,
  type Prover,
  proveRequest,
  renewalRequest,
  SeenRequests,
} from './request-proof.ts'
