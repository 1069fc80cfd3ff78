/** Creates copies, lets them leave, and says whether their folders may be cleared. */
export { createClientFile, createCopyFrom, type CreateOutcome } from './create-copy.ts'
export { leave, type LeaveOutcome } from './leave.ts'
export { mayClear } from './may-clear.ts'
