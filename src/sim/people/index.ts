/** The people room's only entry point. */
export { Resolver, type Settled } from './resolver.ts'
export { Staff } from './staff.ts'
