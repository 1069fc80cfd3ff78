/** Simulated servers and network storage. */
export { SimServers } from './sim-servers.ts'
export { simHttpsClient } from './sim-https-client.ts'
export { SimInstance } from './sim-instance.ts'
export type { Gap } from './traffic.ts'
