import type { EngineNews } from '../../engine/ports/index.ts'
import { type Kernel, traceKeys } from '../kernel/index.ts'
import { linkPayload } from '../keys/index.ts'
import type { Recorder } from './recorder.ts'

/** Writes down what a copy's engine tells, by the world's clock: the machine's own may be wrong. */
export const hearNews = (
  { kernel, recorder }: { readonly kernel: Kernel; readonly recorder: Recorder },
  copy: string,
  news: EngineNews,
): void => {
  const { nowUs } = kernel.agenda
  if (news.kind === 'applied') {
    if (news.note === '') return
    recorder.deliveries.applied(copy, news.note, nowUs)
    kernel.trace.record(nowUs, traceKeys.applied, copy, news.note)
  } else if (news.kind === 'link') {
    if (news.link === 'none' && news.reason === 'refused') recorder.toldOfRefusal(copy)
    if (news.link === 'none' && news.reason === 'abandoned') recorder.abandonments.known(copy, nowUs)
    kernel.trace.record(nowUs, traceKeys.link, copy, linkPayload(news))
  } else if (news.kind === 'turn-due') recorder.turnDue(copy, nowUs)
  else if (news.kind === 'turn-done') {
    const waitedMs = recorder.turnDone(copy, nowUs)
    kernel.trace.record(nowUs, traceKeys.turn, copy, Math.round(waitedMs))
  }
}
