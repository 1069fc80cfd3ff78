import { countedText, percentText } from '../result/format.ts'
import type { LiveEvent, LiveFrame, RunId } from '../result/live-event.ts'

/** Nobody waits longer than this for a sign of life. */
const silenceMsMax = 5000

type Queued = LiveEvent & { kind: 'run-queued' }

/** The first line, before any run begins: `15 runs on 2 workers: 1 full day, 14 short forms`. */
export const openingLine = (queued: readonly Queued[], workers: number): string => {
  const shorts = queued.filter(({ form }) => form === 'short').length
  const fulls = queued.length - shorts
  const forms = [
    ...(fulls > 0 ? [countedText(fulls, 'full day')] : []),
    ...(shorts > 0 ? [countedText(shorts, 'short form')] : []),
  ]
  const used = Math.min(workers, queued.length)
  return `${countedText(queued.length, 'run')} on ${countedText(used, 'worker')}: ${forms.join(', ')}`
}

export interface ProgressReporter {
  onEvent(event: LiveEvent): void
  /** Writes a line if nothing was written for five seconds. Call it about once a second. */
  tick(): void
}

/** Says how far the runs are while none of them finishes: for pipes, logs and CI. */
export const progressReporter = (write: (text: string) => void, nowMs: () => number): ProgressReporter => {
  const underWay = new Map<RunId, LiveFrame | null>()
  let queued = 0
  let finished = 0
  let lastMs = nowMs()
  const received = (event: LiveEvent): void => {
    if (event.kind === 'run-queued') queued += 1
    else if (event.kind === 'run-started') underWay.set(event.run, null)
    else if (event.kind === 'frame') underWay.set(event.run, event.frame)
    else {
      underWay.delete(event.run)
      finished += 1
      lastMs = nowMs()
    }
  }
  return {
    onEvent: received,
    tick() {
      if (nowMs() - lastMs < silenceMsMax) return
      lastMs = nowMs()
      write(`${progressLine(underWay, { queued, finished })}\n`)
    },
  }
}

const progressLine = (
  underWay: ReadonlyMap<RunId, LiveFrame | null>,
  { queued, finished }: { readonly queued: number; readonly finished: number },
): string => {
  const runs = [...underWay].map(
    ([run, frame]) => `${run} ${frame === null ? 'starting' : whereaboutsOf(frame)}`,
  )
  return [`under way: ${finished} of ${queued} finished`, ...runs].join(', ')
}

const whereaboutsOf = ({ phase, progress }: LiveFrame): string => {
  switch (phase) {
    case 'working':
      return percentText(progress)
    case 'healing':
      return 'healing'
    case 'checking':
      return 'checking'
    case 'again':
      return 'repeating'
  }
}
