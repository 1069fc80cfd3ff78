/** People's behaviour. */
export { heaviest } from './rendezvous.ts'
export { startPolicy, turnRules } from './policies.ts'
export type { Settled } from './resolver.ts'
export { Staff } from './staff.ts'
