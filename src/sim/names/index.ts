/** Name servers, and the resolvers that ask them. */
export { isFound } from './lookup.ts'
export type { SimNameServer } from './name-server.ts'
export { type Names, resolvedAtStart } from './host-names.ts'
export { SimNames } from './sim-names.ts'
