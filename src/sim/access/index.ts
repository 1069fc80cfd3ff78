/** Simulated data stores, directories and sessions. */
export type { AccessLog } from './access-log.ts'
export type { Carrier } from './call-over-network.ts'
export {
  type AnswerMessage,
  type SimGatewayParts,
  guardedGateway,
  unguardedGateway,
  type WebAnswer,
} from './sim-gateway.ts'
export { SimAccess } from './sim-access.ts'
export type { SimDirectory } from './sim-directory.ts'
export { type AskGateway, SimLogOnSession } from './sim-log-on-session.ts'
