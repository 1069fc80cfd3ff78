import type { Dot, LineId } from '../identifier/index.ts'

/** One line as it is here, or a branch of one, which begins after `from`. `cut` is null where nobody abandoned it. */
export interface CutLine {
  readonly line: LineId
  readonly from: number
  readonly receivedSeq: number
  readonly cut: number | null
}

/**
 * Pure: how far each abandoned line is folded. That is its cut, or further where it has to be: what anybody who is not
 * abandoned wrote is folded with all of its past, and so is what lies before a cut (design-review §5.2). It depends on
 * the events that are here alone, and not on the order in which they came.
 */
export const foldedLimits = (
  lines: readonly CutLine[],
  pastOf: (line: LineId, seq: number) => readonly Dot[],
): ReadonlyMap<LineId, number> => {
  const reach = new Map(lines.map(({ line, receivedSeq, cut }) => [line, cut ?? receivedSeq]))
  const received = new Map(lines.map(({ line, receivedSeq }) => [line, receivedSeq]))
  const walked = new Map(lines.map(({ line, from }) => [line, from]))
  const waiting = lines.map(({ line }) => line)
  for (let line = waiting.pop(); line !== undefined; line = waiting.pop()) {
    const to = Math.min(reach.get(line) ?? 0, received.get(line) ?? 0)
    const from = (walked.get(line) ?? 0) + 1
    if (from > to) continue
    walked.set(line, to)
    for (const mentioned of mentionedIn(line, from, to, pastOf)) {
      if (mentioned.seq <= (reach.get(mentioned.line) ?? 0)) continue
      reach.set(mentioned.line, mentioned.seq)
      waiting.push(mentioned.line)
    }
  }
  return new Map(lines.flatMap(({ line, cut }) => (cut === null ? [] : [[line, reach.get(line) ?? cut]])))
}

const mentionedIn = (
  line: LineId,
  from: number,
  to: number,
  pastOf: (line: LineId, seq: number) => readonly Dot[],
): readonly Dot[] => {
  const mentioned: Dot[] = []
  for (let seq = from; seq <= to; seq += 1) mentioned.push(...pastOf(line, seq))
  return mentioned
}
