/** Load balancers. */
export { detectionUsMax } from './health.ts'
export { retriesMax, retryAfterUs, SimBalancer } from './sim-balancer.ts'
