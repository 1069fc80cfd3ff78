/** The lease room's only entry point. */
export { learnLeases } from './learn-leases.ts'
export { LeaseDesk, type TakeOutcome } from './lease-desk.ts'
export { type LeaseState, leaseTermMs, leaseTermMsMax, leaseTermMsMin } from './lease.ts'
