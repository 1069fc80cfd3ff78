/** Signatures: proof of who wrote each log. */
export { Authorship, type AuthorshipParts } from './authorship.ts'
export { keyClaim, type KeyClaim } from './line-key.ts'
export { keyOps, newLine } from './new-line.ts'
export type { RestingSignatures } from './signed-lines.ts'
export type { Signing } from './signing.ts'
export { type HistoryProof, type LineProof, verifyHistory } from './verify-history.ts'
export { isVouchedFor, type Voucher } from './vouched.ts'
