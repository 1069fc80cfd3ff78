import { traceKeysOf } from '../kernel/index.ts'

/** Faults of servers, of storage and of balancers, as traces name them. */
export const serverFaultTraceKeys = traceKeysOf({
  recycled: 'recycled',
  serverDown: 'server down',
  machineDown: 'machine down',
  machineSlow: 'machine slow',
  nasSlow: 'NAS slow',
  nasHung: 'NAS hung',
  nasGone: 'NAS down',
  nasStale: 'NAS stale',
  balancerRestarts: 'balancer restarts',
  drained: 'drained',
})
