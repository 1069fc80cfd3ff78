import type { Dot, LogId } from '../identifier/index.ts'

/** A log, or a branch that begins after `from`. `cut` is null if nobody abandoned it. */
export interface CutLog {
  readonly log: LogId
  readonly from: number
  readonly receivedSeq: number
  readonly cut: number | null
}

/**
 * How far each abandoned log is applied: to its cut, or further if an applied event depends on more. An
 * event of a live log brings its whole past. The result does not depend on the order of arrival.
 */
export const foldedLimits = (
  logs: readonly CutLog[],
  pastOf: (log: LogId, seq: number) => readonly Dot[],
): ReadonlyMap<LogId, number> => {
  const reach = new Map(logs.map(({ log: logId, receivedSeq, cut }) => [logId, cut ?? receivedSeq]))
  const received = new Map(logs.map(({ log: logId, receivedSeq }) => [logId, receivedSeq]))
  const walked = new Map(logs.map(({ log: logId, from }) => [logId, from]))
  const waiting = logs.map(({ log: logId }) => logId)
  for (let log = waiting.pop(); log !== undefined; log = waiting.pop()) {
    const to = Math.min(reach.get(log) ?? 0, received.get(log) ?? 0)
    const from = (walked.get(log) ?? 0) + 1
    if (from > to) continue
    walked.set(log, to)
    for (const mentioned of mentionedIn(log, from, to, pastOf)) {
      if (mentioned.seq <= (reach.get(mentioned.log) ?? 0)) continue
      reach.set(mentioned.log, mentioned.seq)
      waiting.push(mentioned.log)
    }
  }
  return new Map(
    logs.flatMap(({ log: logId, cut }) => (cut === null ? [] : [[logId, reach.get(logId) ?? cut]])),
  )
}

const mentionedIn = (
  log: LogId,
  from: number,
  to: number,
  pastOf: (log: LogId, seq: number) => readonly Dot[],
): readonly Dot[] => {
  const mentioned: Dot[] = []
  for (let seq = from; seq <= to; seq += 1) mentioned.push(...pastOf(log, seq))
  return mentioned
}
