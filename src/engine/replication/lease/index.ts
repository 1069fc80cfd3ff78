/** Exclusive use of documents and files by leases. */
export { learnLeases } from './learn-leases.ts'
export { LeaseService, type TakeOutcome } from './lease-service.ts'
export { type LeaseState, leaseTermMs, leaseTermMsMax, leaseTermMsMin } from './lease-record.ts'
