/** How copies are made, leave and are cleared. */
export { createClientFile, createCopyFrom, type CreateOutcome } from './create-copy.ts'
export { leave, type LeaveOutcome } from './leave.ts'
export { mayClear } from './may-clear.ts'
