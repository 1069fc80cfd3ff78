/** Simulated servers and network storage. */
export { Servers } from './servers.ts'
export { simHttpsClient } from './sim-https-client.ts'
export { SimInstance } from './sim-instance.ts'
export type { Gap } from './traffic.ts'
