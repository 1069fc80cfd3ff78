/** Exclusive use of documents and files by leases. */
export { learnLeases } from './learn-leases.ts'
export { LeaseDesk, type TakeOutcome } from './lease-desk.ts'
export { type LeaseState, leaseTermMs, leaseTermMsMax, leaseTermMsMin } from './lease.ts'
