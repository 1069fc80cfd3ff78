/** The servers room's only entry point. */
export { Servers } from './servers.ts'
export { simHttpsClient } from './sim-https-client.ts'
export { SimInstance } from './sim-instance.ts'
export type { Gap } from './traffic.ts'
