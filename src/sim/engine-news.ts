import type { EngineNews } from '../engine/index.ts'
import type { Kernel } from './kernel/kernel.ts'
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
    kernel.trace.record(nowUs, 'applied', copy, news.note)
  } else if (news.kind === 'link') {
    if (news.reason === 'refused') recorder.toldOfRefusal(copy)
    if (news.reason === 'abandoned') recorder.abandonments.known(copy, nowUs)
    kernel.trace.record(nowUs, 'link', copy, `${news.link} ${news.reason}`)
  } else if (news.kind === 'turn-due') recorder.turnDue(copy, nowUs)
  else if (news.kind === 'turn-done') {
    const waitedMs = recorder.turnDone(copy, nowUs)
    kernel.trace.record(nowUs, 'turn', copy, Math.round(waitedMs))
  }
}
