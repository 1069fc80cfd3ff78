import { type TraceKey, traceKeysOf } from '../kernel/index.ts'
import type { FaultEntry } from './fault-log.ts'

/** Faults of servers, of what their files lie on, and of balancers, by the label that a viewer sees. */
export type ServerFaultLabel = Extract<
  FaultEntry['kind'],
  | 'recycled'
  | 'server down'
  | 'machine down'
  | 'machine slow'
  | 'NAS slow'
  | 'NAS hung'
  | 'NAS down'
  | 'NAS stale'
  | 'balancer restarts'
  | 'drained'
>

export const serverFaultTraceKeys: Readonly<Record<ServerFaultLabel, TraceKey>> = traceKeysOf({
  recycled: 'recycled',
  'server down': 'server down',
  'machine down': 'machine down',
  'machine slow': 'machine slow',
  'NAS slow': 'NAS slow',
  'NAS hung': 'NAS hung',
  'NAS down': 'NAS down',
  'NAS stale': 'NAS stale',
  'balancer restarts': 'balancer restarts',
  drained: 'drained',
})
