/** Cables, routers and transfers. */
export { createNetwork, type Network } from './network.ts'
