/** Fault injection. */
export { endAccessFaults } from './access-faults.ts'
export { beginFault } from './begin-fault.ts'
export { FaultLog } from './fault-log.ts'
