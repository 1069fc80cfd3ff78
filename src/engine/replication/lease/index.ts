/** Leases: exclusive, time-limited use of documents and files. */
export { learnLeases } from './learn-leases.ts'
export { LeaseService, type TakeOutcome } from './lease-service.ts'
export { type LeaseState, leaseTermMs, leaseTermMsMax, leaseTermMsMin } from './lease-record.ts'
