/** Simulated data stores, directories and sessions. */
export type { Carrier } from './call-over-network.ts'
export { type AnswerMessage, type DoorParts, lockedDoor, openDoor, type WebAnswer } from './door.ts'
export { Offices } from './offices.ts'
export { type AskDoor, SimSession } from './sim-session.ts'
