import type { Range } from '../codec/index.ts'
import type { Event } from '../event/index.ts'
import type { LogId } from '../identifier/index.ts'
import type { Block } from './block.ts'
import type { EventLog } from './event-log.ts'
import { endsIn, type VersionEntry, withEnds } from './version-vector.ts'

/**
 * A log, or one branch of a forked log. The common part keeps the log's name. Each branch is named by the
 * hash of its first event, so copies agree. A later fork may end a branch earlier, but never renames it.
 */
export interface History {
  readonly id: LogId
  log: EventLog
  /** The branch begins after this position: 0, or the end of its parent. */
  readonly from: number
  parent: History | null
  /** Two or more, or none. */
  children: History[]
  appliedSeq: number
  /** How far listeners were notified. Ahead of `appliedSeq` during a rebuild. */
  emittedSeq: number
  /** An abandoned history ends at its cut, unless more was adopted. */
  limit: number
  /** Decoded on receipt, since unreadable events are never received. */
  readonly decoded: Event[]
  /** Which side of each fork its author was on, and from which event. */
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

/** The branches without children, sorted by id. */
export const endsOf = (history: History): readonly History[] =>
  history.children.length === 0
    ? [history]
    : history.children.flatMap(endsOf).sort((a, b) => (a.id < b.id ? -1 : 1))

/** The branch, on the way to `end`, that owns the event at `seq`. */
export const holderOf = (end: History, seq: number): History => {
  let holder = end
  while (holder.parent && seq <= holder.from) holder = holder.parent
  return holder
}

/** Cuts a branch where another forks off. Returns the later part, under a new name. */
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

/** 64 bits of the first event's hash, which covers everything before it. */
export const historyId = (log: EventLog, seq: number): LogId => log.hashAt(seq).slice(0, 16) as LogId

export interface NamedSpan extends Block {
  readonly log: LogId
}

/** Oldest first. */
export const namesIn = (end: History, from: number, seq: number): readonly NamedSpan[] => {
  const names: NamedSpan[] = []
  let last = seq
  for (let at: History | null = holderOf(end, seq); at && last > from; at = at.parent) {
    names.unshift({ log: at.id, first: Math.max(from, at.from) + 1, last })
    last = at.from
  }
  return names
}

export const nearest = (root: History, range: Range): History => {
  let found = root
  let furthest = -1
  for (const end of endsOf(root)) {
    const seq = end.log.agreedSeq(range) ?? -1
    if (seq > furthest) [found, furthest] = [end, seq]
  }
  return found
}

export const versionEntryOf = (root: History): VersionEntry =>
  root.children.length === 0
    ? root.log.versionEntry()
    : withEnds(endsOf(root).map(({ log }) => log.versionEntry()))

export const isLogBeyond = (root: History, their: VersionEntry | undefined): boolean => {
  if (root.children.length === 0 && !their?.others) return root.log.seq > (their?.seq ?? 0)
  const shown = new Set(endsIn(their).map(({ hash }) => hash))
  return endsOf(root).some(({ log }) => !shown.has(log.hash))
}
