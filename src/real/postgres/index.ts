/** Data stores in PostgreSQL. */
export { openPostgresStore } from './open-postgres-store.ts'
export { PostgresCentreStore } from './postgres-centre-store.ts'
export { PostgresDatabase } from './postgres-database.ts'
export { createSchema, storeKindOf } from './postgres-schema.ts'
export { type BranchSlot, branchSlot, limitSlots, logRate, slotLimit, slotLimitMb } from './slots.ts'
export { checkFollowable, followsAs, isBranchName, refill, subscribe } from './subscription.ts'
