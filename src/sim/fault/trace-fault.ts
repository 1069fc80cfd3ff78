import { type TraceKey, traceKeys } from '../kernel/index.ts'
import type { FaultRun } from './fault-run.ts'

export const traceFault = <Item extends { readonly id: string }, State>(
  { world, id }: FaultRun<Item, State>,
  key: TraceKey,
  target: string,
): void => world.kernel.trace.record(world.kernel.scheduler.nowUs, key, target, id)

/** Records that a fault was undone, and ends it. */
export const mended = <Item extends { readonly id: string }, State>(run: FaultRun<Item, State>): void => {
  const { scheduler: agenda, trace } = run.world.kernel
  trace.record(agenda.nowUs, traceKeys.mended, run.id, traceKeys.nothing)
  run.ended()
}
