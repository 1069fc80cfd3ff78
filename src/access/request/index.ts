/** The request room's only entry point. */
export {
  judgeProof,
  nonceBytes,
  type ProofStamp,
  type ProvedRequest,
  type Prover,
  proveRequest,
  renewalRequest,
  SeenRequests,
} from './request-proof.ts'
