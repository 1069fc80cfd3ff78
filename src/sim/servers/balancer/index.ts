/** The balancer room's only entry point. */
export { detectionUsMax } from './health.ts'
export { retriesMax, retryAfterUs, SimBalancer } from './sim-balancer.ts'
