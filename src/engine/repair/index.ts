/** Verification of folders, and their repair from other copies. */
export { verifyCopy, type VerifyOutcome } from './examine-copy.ts'
export type { Finding } from './finding.ts'
export { repairCopy, type RepairReport } from './repair-copy.ts'
