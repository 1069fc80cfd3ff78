/** Signatures: proof of who wrote each log. */
export { Authorship, type AuthorshipParts } from './authorship.ts'
export { keyClaim, type KeyClaim } from './log-key.ts'
export { keyOps, newLog } from './new-log.ts'
export type { ColdSignatures } from './signed-logs.ts'
export type { Signing } from './signing.ts'
export { type HistoryProof, type LogProof, verifyHistory } from './verify-history.ts'
export { isAttested, type Attestation } from './attestation.ts'
