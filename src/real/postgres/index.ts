/** Data stores in PostgreSQL. */
export { openPostgresStore } from './open-store.ts'
export { PostgresCentre } from './postgres-centre.ts'
export { PostgresDatabase } from './postgres-database.ts'
export { createSchema, storeKindOf } from './postgres-schema.ts'
export { type BranchSlot, branchSlot, limitSlots, logRate, slotLimit, slotLimitMb } from './slots.ts'
export { checkFollowable, followsAs, isBranchName, refill, subscribe } from './subscription.ts'
