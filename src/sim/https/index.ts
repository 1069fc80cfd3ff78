/** Simulated HTTPS connections. */
export { WebClient } from './web-client.ts'
export { overheadBytes, type WebOutcome } from './web-trip.ts'
export type { SessionProof, WebConnection, WebEndpoint, WebRequest, WebResponse, WebStatus } from './web.ts'
