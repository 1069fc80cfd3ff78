/** What people do. */
export { Resolver, type Settled } from './resolver.ts'
export { Staff } from './staff.ts'
