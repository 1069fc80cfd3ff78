/** Simulated servers and network storage. */
export type { Cores } from './cores.ts'
export type { NasService } from './nas-service.ts'
export { SimServers } from './sim-servers.ts'
export { simHttpsClient } from './sim-https-client.ts'
export { SimInstance } from './sim-instance.ts'
export type { Gap } from './traffic.ts'
