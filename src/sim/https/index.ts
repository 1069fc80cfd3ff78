/** Simulated HTTPS connections. */
export { WebClient } from './web-client.ts'
export { overheadBytes, type WebOutcome } from './web-trip.ts'
export type { Shows, WebConnection, WebDoor, WebRequest, WebResponse, WebStatus } from './web.ts'
