/** The world in which a plan is executed. */
export { claimSent } from './claim-sent.ts'
export { documentBytes } from './document-bytes.ts'
export type { ProgramRun } from './programs.ts'
export { noteScreen } from './screen-of.ts'
export type { Station } from './station.ts'
export { WorldError } from './world-error.ts'
export { buildWorld, type World } from './world.ts'
