import { type Dep, type Event, withDots } from '../event/index.ts'
import type { Dot, LogId } from '../identifier/index.ts'
import { must } from '../invariant.ts'
import { type History, endsOf, holderOf, namesIn } from './history.ts'

/** Told by its hash if the log forked. Returns null if not here. */
export const historyMeant = (named: History, { seq, hashStart }: Dep): History | null => {
  for (const end of endsOf(named)) {
    if (end.log.seq >= seq && end.log.hashAt(seq).startsWith(hashStart)) return holderOf(end, seq)
  }
  return null
}

/** The events that a dot may mean, if it was assigned before its log forked. */
export const dotsMeant = (named: History | null, dot: Dot): readonly Dot[] => {
  if (!named || dot.seq <= named.log.seq) return [dot]
  const holders = endsOf(named).flatMap((end) => (end.log.seq >= dot.seq ? [holderOf(end, dot.seq)] : []))
  return [...new Set(holders)].map(({ id }) => ({ log: id, seq: dot.seq }))
}

/**
 * Rewrites references so that all copies read an event alike after a fork. Its author knew one history; the
 * hashes in the dependencies tell which.
 */
export const resolvedEvent = (
  history: History,
  event: Event,
  historyOf: (log: LogId) => History | null,
): Event => {
  const pasts = event.deps.map((dep) => {
    const named = must(historyOf(dep.log), `log ${dep.log} is here, since a dependent event is applied`)
    const past = must(historyMeant(named, dep), `event ${dep.seq} of log ${dep.log} is here`)
    learnSides(history, past, dep.seq)
    return named === past && !past.parent ? [dep] : pathTo(past, dep.seq)
  })
  const isFirst = history.parent && history.appliedSeq === history.from + 1
  const own = history.parent && isFirst ? pathTo(history.parent, history.from) : []
  const ops = event.ops.map((op) => withDots(op, (dot) => meantBy(history, dot, historyOf)))
  return { ...event, deps: [...own, ...pasts.flat()], ops }
}

/** Having an event implies having its whole history, branch by branch. */
const pathTo = (end: History, seq: number): readonly Dep[] =>
  namesIn(end, 0, seq).map(({ log, last }) => ({
    log,
    seq: last,
    hashStart: end.log.hashAt(last).slice(0, 8),
  }))

const learnSides = (history: History, past: History, seq: number): void => {
  const since = history.appliedSeq
  for (let side = past; side.parent; side = side.parent) learn(history, side.parent.id, side, since)
  let upTo = seq
  for (let at: History | null = past; at; upTo = at.from, at = at.parent) {
    for (const [fork, seen] of at.sides) if (seen.since <= upTo) learn(history, fork, seen.side, since)
  }
}

const learn = (history: History, fork: LogId, side: History, since: number): void => {
  if (!sideOf(history, fork)) history.sides.set(fork, { side, since })
}

const sideOf = (history: History, fork: LogId): History | null => {
  for (let side = history; side.parent; side = side.parent) if (side.parent.id === fork) return side
  for (let at: History | null = history; at; at = at.parent) {
    const seen = at.sides.get(fork)
    if (seen) return seen.side
  }
  return null
}

const meantBy = (history: History, dot: Dot, historyOf: (log: LogId) => History | null): Dot => {
  let named = historyOf(dot.log)
  while (named && named.children.length > 0 && dot.seq > named.log.seq) named = sideOf(history, named.id)
  return named ? { log: named.id, seq: dot.seq } : dot
}
