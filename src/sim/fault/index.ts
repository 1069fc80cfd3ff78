/** Fault injection. */
export { FaultLog } from './fault-log.ts'
export { leftBehind } from './left-behind.ts'
export { startFault } from './registry.ts'
