/** The world in which a plan is executed. */
export { recordSentReport } from './record-sent-report.ts'
export { documentBytes } from './document-bytes.ts'
export type { ProcessRun } from './processes.ts'
export { recordObservation } from './observation.ts'
export { troublesOf } from './counterparts.ts'
export type { Node } from './node.ts'
export { WorldError } from './world-error.ts'
export { buildWorld, type World } from './world.ts'
