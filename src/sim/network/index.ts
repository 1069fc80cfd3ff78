/** The network room's only entry point. */
export { createNetwork, type Network } from './network.ts'
