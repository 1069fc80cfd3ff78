import type { Range } from '../codec/index.ts'
import type { Event } from '../event/index.ts'
import type { LogId } from '../identifier/index.ts'
import type { Block } from './block.ts'
import type { EventLog } from './event-log.ts'
import { endsIn, type VersionEntry, withEnds } from './version-vector.ts'

/**
 * A line, or a stretch of one of which there are two histories: what lies before the two part keeps the line's name, and
 * each of what follows is named by the hash of its first event. The names depend on nothing but the events, so that
 * every copy that has the same ones gives the same, whichever came first; and those that were given stay when further
 * histories come up, only that a name may then end earlier.
 */
export interface History {
  readonly id: LogId
  /** All events from the line's first one to where this branch ends. */
  log: EventLog
  /** Where this branch begins after: 0, or where its parent ends. */
  readonly from: number
  parent: History | null
  /** What follows where histories part: two or more, or none. */
  children: History[]
  appliedSeq: number
  /** Up to where it was said that events are applied; beyond `appliedSeq` while they are folded anew. */
  emittedSeq: number
  /** How far it is folded at most: an abandoned history ends at its cut, unless more of it was adopted. */
  limit: number
  /** The events after `appliedSeq`, decoded when they came: what cannot be read is never received. */
  readonly decoded: Event[]
  /** On which side of each split its author stood, from which event on. */
  readonly sides: Map<LogId, { readonly side: History; readonly since: number }>
}

export const newHistory = (id: LogId, log: EventLog, parent: History | null, from: number): History => ({
  id,
  log,
  from,
  parent,
  children: [],
  appliedSeq: from,
  emittedSeq: from,
  limit: Number.POSITIVE_INFINITY,
  decoded: [],
  sides: new Map(),
})

/** The branches in which the histories end, by id. */
export const endsOf = (history: History): readonly History[] =>
  history.children.length === 0
    ? [history]
    : history.children.flatMap(endsOf).sort((a, b) => (a.id < b.id ? -1 : 1))

/** The branch, on the way to `end`, to which its event at `seq` belongs. */
export const holderOf = (end: History, seq: number): History => {
  let holder = end
  while (holder.parent && seq <= holder.from) holder = holder.parent
  return holder
}

/**
 * Cuts a branch where another history parts from it: what follows gets its own name. Returns that part. Whoever had
 * applied events of it knows them by a name that they do not have any more.
 */
export const cutHistory = (history: History, at: number): History => {
  const rest = newHistory(historyId(history.log, at + 1), history.log, history, at)
  rest.children = history.children
  for (const child of rest.children) child.parent = rest
  rest.emittedSeq = Math.max(at, history.emittedSeq)
  history.emittedSeq = Math.min(at, history.emittedSeq)
  history.children = [rest]
  history.log = history.log.upTo(at)
  return rest
}

/** The name of the branch that begins with the event at `seq`: 64 bits of a hash that covers all before it. */
export const historyId = (log: EventLog, seq: number): LogId => log.hashAt(seq).slice(0, 16) as LogId

/** A stretch of a history, under the name that its events have there. */
export interface NamedSpan extends Block {
  readonly log: LogId
}

/** A history's events after `from` and up to `seq`, by their names, the oldest first. */
export const namesIn = (end: History, from: number, seq: number): readonly NamedSpan[] => {
  const names: NamedSpan[] = []
  let last = seq
  for (let at: History | null = holderOf(end, seq); at && last > from; at = at.parent) {
    names.unshift({ log: at.id, first: Math.max(from, at.from) + 1, last })
    last = at.from
  }
  return names
}

/** The branch whose history a range goes along with furthest. */
export const nearest = (root: History, range: Range): History => {
  let found = root
  let furthest = -1
  for (const end of endsOf(root)) {
    const seq = end.log.agreedSeq(range) ?? -1
    if (seq > furthest) [found, furthest] = [end, seq]
  }
  return found
}

/** The line's entry among the heads of all that is here. */
export const versionEntryOf = (root: History): VersionEntry =>
  root.children.length === 0
    ? root.log.versionEntry()
    : withEnds(endsOf(root).map(({ log }) => log.versionEntry()))

/** Whether more of a line is here than `their` entry of it shows. */
export const isLogBeyond = (root: History, their: VersionEntry | undefined): boolean => {
  if (root.children.length === 0 && !their?.others) return root.log.seq > (their?.seq ?? 0)
  const shown = new Set(endsIn(their).map(({ hash }) => hash))
  return endsOf(root).some(({ log }) => !shown.has(log.hash))
}
