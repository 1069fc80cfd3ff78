import { countedText, percentText } from '../result/format.ts'
import type { LiveFrame, RunId } from '../result/live-event.ts'
import type { Beginning, EventOf, Reporter, TextOutput } from './reporter.ts'

/** Nobody waits longer than this for a sign of life. */
const silenceMsMax = 5000

/** The first line, before any run begins: `15 runs on 2 workers: 1 full day, 14 short forms`. */
export const openingLine = (queued: readonly EventOf<'run-queued'>[], workers: number): string => {
  const shorts = queued.filter(({ form }) => form === 'short').length
  const fulls = queued.length - shorts
  const forms = [
    ...(fulls > 0 ? [countedText(fulls, 'full day')] : []),
    ...(shorts > 0 ? [countedText(shorts, 'short form')] : []),
  ]
  const used = Math.min(workers, queued.length)
  return `${countedText(queued.length, 'run')} on ${countedText(used, 'worker')}: ${forms.join(', ')}`
}

export interface ProgressReporter extends Required<Omit<Reporter, 'onBegin' | 'onEnd'>> {
  onBegin(beginning: Beginning): void
  /** Writes a line if nothing was written for five seconds. Call it about once a second. */
  tick(): void
}

/** Says how far the runs are while none of them finishes: for pipes, logs and CI. */
export const progressReporter = ({ write, columns }: TextOutput, nowMs: () => number): ProgressReporter => {
  const underWay = new Map<RunId, LiveFrame | null>()
  let queued = 0
  let finished = 0
  let lastMs = nowMs()
  return {
    onBegin: ({ runs }) => {
      queued = runs.length
    },
    onRunBegan: ({ run }) => void underWay.set(run, null),
    onFrame: ({ run, frame }) => void underWay.set(run, frame),
    onRunEnded: ({ run }) => {
      underWay.delete(run)
      finished += 1
      lastMs = nowMs()
    },
    tick() {
      if (nowMs() - lastMs < silenceMsMax) return
      lastMs = nowMs()
      write(`${progressLine(underWay, { queued, finished }, columns)}\n`)
    },
  }
}

const progressLine = (
  underWay: ReadonlyMap<RunId, LiveFrame | null>,
  { queued, finished }: { readonly queued: number; readonly finished: number },
  columns: number,
): string => {
  const runs = [...underWay].map(
    ([run, frame]) => `${run} ${frame === null ? 'starting' : whereaboutsOf(frame)}`,
  )
  const line = (shown: number): string => {
    const more = runs.length > shown ? [`${runs.length - shown} more`] : []
    return [`under way: ${finished} of ${queued} finished`, ...runs.slice(0, shown), ...more].join(', ')
  }
  let shown = runs.length
  while (shown > 0 && line(shown).length > columns) shown -= 1
  return line(shown)
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
