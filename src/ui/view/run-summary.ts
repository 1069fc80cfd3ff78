import { comparingCheckIds } from '../../result/check.ts'
import {
  clockText,
  countedText,
  countText,
  durationText,
  executionsText,
  percentText,
  speedText,
} from '../../result/format.ts'
import type { LiveFrame } from '../../result/live-event.ts'
import type { CheckRecord, RunRecord } from '../../result/run-record.ts'
import type { RunState } from './runs-state.ts'
import type { Tone } from './text-line.ts'

export interface RunNumbers {
  readonly editsPerMinute: number
  readonly deliveredByMinute: readonly number[]
  readonly bytesSent: number
  readonly conflicts: { readonly open: number; readonly resolved: number }
  readonly sessions: { readonly open: number | null; readonly max: number; readonly limit: number | null }
  readonly refusals: number
}

export interface RunStanding {
  readonly glyph: string
  readonly word: string
  readonly tone: Tone
}

const microsecondsPerMinute = 60_000_000

export const standingOf = (run: RunState): RunStanding => {
  if (run.record !== null) return verdictStanding(run.record.verdict)
  if (run.frame !== null) return phaseStanding(run.frame.phase)
  return run.world === null
    ? { glyph: '·', word: 'queued', tone: 'quiet' }
    : { glyph: '·', word: 'starting', tone: 'quiet' }
}

const verdictStanding = (verdict: RunRecord['verdict']): RunStanding => {
  switch (verdict) {
    case 'passed':
      return { glyph: '✓', word: 'passed', tone: 'good' }
    case 'failed':
      return { glyph: '✗', word: 'failed', tone: 'bad' }
    case 'crashed':
      return { glyph: '✗', word: 'crashed', tone: 'bad' }
    case 'interrupted':
      return { glyph: '■', word: 'interrupted', tone: 'warn' }
  }
}

const phaseStanding = (phase: LiveFrame['phase']): RunStanding => {
  switch (phase) {
    case 'working':
      return { glyph: '●', word: 'working', tone: 'busy' }
    case 'healing':
      return { glyph: '●', word: 'healing', tone: 'busy' }
    case 'checking':
      return { glyph: '●', word: 'checking', tone: 'busy' }
    case 'again':
      return { glyph: '●', word: 'repeating', tone: 'busy' }
  }
}

export const progressOf = (run: RunState): number =>
  run.record !== null && run.record.verdict !== 'interrupted' ? 1 : (run.frame?.progress ?? 0)

/** Narrower, and the pace of a run would push its seed off the line. */
const paceWidthMin = 72

/** Where a run is, for the right end of its first line. */
export const whereaboutsOf = (run: RunState, width: number): string => {
  if (run.record !== null) return width < paceWidthMin ? timeText(run.record) : paceText(run.record)
  if (run.frame === null || run.world === null) return percentText(0).padStart(5)
  const { startsAtMs } = run.world
  const times = `${clockText(startsAtMs, run.frame.virtualUs)} of ${clockText(startsAtMs, run.frame.endUs)}`
  return `${times}   ${percentText(run.frame.progress).padStart(5)}`
}

const timeText = ({ simulated, wall }: RunRecord): string =>
  `${durationText(simulated.seconds * 1000)} in ${durationText(wall.seconds * 1000)}`

const paceText = (record: RunRecord): string => {
  const { simulated, wall } = record
  return `${timeText(record)}, ${speedText(simulated.seconds, wall.seconds)}, ${executionsText(wall.executions)}`
}

export const numbersOf = (run: RunState): RunNumbers | null => {
  if (run.record !== null) return finalNumbers(run.record, run.frame)
  return run.frame === null ? null : liveNumbers(run.frame)
}

const finalNumbers = ({ measures }: RunRecord, frame: LiveFrame | null): RunNumbers => ({
  ...measures,
  editsPerMinute: measures.editsPerVirtualMinute,
  deliveredByMinute: frame?.deliveredByMinute ?? [],
  sessions: { open: null, max: measures.sessions.max, limit: measures.sessions.limit },
})

const liveNumbers = (frame: LiveFrame): RunNumbers => ({
  ...frame,
  editsPerMinute:
    frame.virtualUs === 0 ? 0 : (frame.editsDelivered * microsecondsPerMinute) / frame.virtualUs,
})

/** A check as the screens show it. One that was not judged has neither held nor failed. */
export interface ShownCheck {
  readonly id: CheckRecord['id']
  readonly state: 'held' | 'failed' | 'not-judged'
  readonly detail: string
}

export const checksOf = ({ record, frame }: RunState): readonly ShownCheck[] => {
  const checks = (record?.checks ?? frame?.checks ?? []).map(shownCheck)
  const isUnjudged = record !== null && checks.length > 0 && record.s10 === 'not-judged'
  return isUnjudged ? [...checks, ...comparingCheckIds.map(unjudged)] : checks
}

const shownCheck = ({ id, holds, detail }: CheckRecord): ShownCheck => ({
  id,
  state: holds ? 'held' : 'failed',
  detail,
})

const unjudged = (id: ShownCheck['id']): ShownCheck => ({
  id,
  state: 'not-judged',
  detail: 'This run was executed once. --twice executes each run a second time and compares the traces.',
})

/** `3 runs: 1 passed, 2 working`, or `1 full day, 2 short forms: 3 queued`; words in the order of their first run. */
export const standingTally = (runs: readonly RunState[]): string => {
  const byWord = Map.groupBy(runs, (run) => standingOf(run).word)
  const counts = [...byWord].map(([word, members]) => `${countText(members.length)} ${word}`)
  return runs.length === 0 ? 'no runs yet' : `${formsTally(runs)}: ${counts.join(', ')}`
}

const formsTally = (runs: readonly RunState[]): string => {
  const shorts = runs.filter(({ form }) => form === 'short').length
  const fulls = runs.length - shorts
  return shorts === 0 || fulls === 0
    ? countedText(runs.length, 'run')
    : `${countedText(fulls, 'full day')}, ${countedText(shorts, 'short form')}`
}
