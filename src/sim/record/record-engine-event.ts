import type { EngineEvent } from '../../engine/ports/index.ts'
import { type Kernel, traceKeys } from '../kernel/index.ts'
import { linkPayload } from '../keys/index.ts'
import type { Recorder } from './recorder.ts'

/** Records engine events by the world's clock, since the machine's own may be wrong. */
export const recordEngineEvent = (
  { kernel, recorder }: { readonly kernel: Kernel; readonly recorder: Recorder },
  copy: string,
  event: EngineEvent,
): void => {
  const { nowUs } = kernel.scheduler
  if (event.kind === 'applied') {
    if (event.note === '') return
    recorder.deliveries.applied(copy, event.note, nowUs)
    kernel.trace.record(nowUs, traceKeys.applied, copy, event.note)
  } else if (event.kind === 'link') {
    if (event.link === 'none' && event.reason === 'refused') recorder.refusalReported(copy)
    if (event.link === 'none' && event.reason === 'abandoned') recorder.abandonments.known(copy, nowUs)
    kernel.trace.record(nowUs, traceKeys.link, copy, linkPayload(event))
  } else if (event.kind === 'turn-due') recorder.turnDue(copy, nowUs)
  else if (event.kind === 'turn-done') {
    const waitedMs = recorder.turnDone(copy, nowUs)
    kernel.trace.record(nowUs, traceKeys.turn, copy, Math.round(waitedMs))
  }
}
