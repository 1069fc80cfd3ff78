import type { Range } from '../codec/index.ts'
import type { Event } from '../event/index.ts'
import type { LineId } from '../identifier/index.ts'
import type { Block } from './block.ts'
import { endsIn, type HeadsEntry, withEnds } from './heads.ts'
import type { LineLog } from './line-log.ts'

/**
 * A line, or a stretch of one of which there are two histories: what lies before the two part keeps the line's name, and
 * each of what follows is named by the hash of its first event. The names depend on nothing but the events, so that
 * every copy that has the same ones gives the same, whichever came first; and those that were given stay when further
 * histories come up, only that a name may then end earlier.
 */
export interface Branch {
  readonly id: LineId
  /** All events from the line's first one to where this branch ends. */
  log: LineLog
  /** Where this branch begins after: 0, or where its parent ends. */
  readonly from: number
  parent: Branch | null
  /** What follows where histories part: two or more, or none. */
  children: Branch[]
  appliedSeq: number
  /** Up to where it was said that events are applied; beyond `appliedSeq` while they are folded anew. */
  toldSeq: number
  /** How far it is folded at most: an abandoned history ends at its cut, unless more of it was adopted. */
  limit: number
  /** The events after `appliedSeq`, decoded when they came: what cannot be read is never received. */
  readonly decoded: Event[]
  /** On which side of each split its author stood, from which event on. */
  readonly sides: Map<LineId, { readonly side: Branch; readonly since: number }>
}

export const newBranch = (id: LineId, log: LineLog, parent: Branch | null, from: number): Branch => ({
  id,
  log,
  from,
  parent,
  children: [],
  appliedSeq: from,
  toldSeq: from,
  limit: Number.POSITIVE_INFINITY,
  decoded: [],
  sides: new Map(),
})

/** The branches in which the histories end, by id. */
export const endsOf = (branch: Branch): readonly Branch[] =>
  branch.children.length === 0
    ? [branch]
    : branch.children.flatMap(endsOf).sort((a, b) => (a.id < b.id ? -1 : 1))

/** The branch, on the way to `end`, to which its event at `seq` belongs. */
export const holderOf = (end: Branch, seq: number): Branch => {
  let holder = end
  while (holder.parent && seq <= holder.from) holder = holder.parent
  return holder
}

/**
 * Cuts a branch where another history parts from it: what follows gets its own name. Returns that part. Whoever had
 * applied events of it knows them by a name that they do not have any more.
 */
export const cutBranch = (branch: Branch, at: number): Branch => {
  const rest = newBranch(branchName(branch.log, at + 1), branch.log, branch, at)
  rest.children = branch.children
  for (const child of rest.children) child.parent = rest
  rest.toldSeq = Math.max(at, branch.toldSeq)
  branch.toldSeq = Math.min(at, branch.toldSeq)
  branch.children = [rest]
  branch.log = branch.log.upTo(at)
  return rest
}

/** The name of the branch that begins with the event at `seq`: 64 bits of a hash that covers all before it. */
export const branchName = (log: LineLog, seq: number): LineId => log.hashAt(seq).slice(0, 16) as LineId

/** A stretch of a history, under the name that its events have there. */
export interface NamedStretch extends Block {
  readonly line: LineId
}

/** A history's events after `from` and up to `seq`, by their names, the oldest first. */
export const namesIn = (end: Branch, from: number, seq: number): readonly NamedStretch[] => {
  const names: NamedStretch[] = []
  let last = seq
  for (let at: Branch | null = holderOf(end, seq); at && last > from; at = at.parent) {
    names.unshift({ line: at.id, first: Math.max(from, at.from) + 1, last })
    last = at.from
  }
  return names
}

/** The branch whose history a range goes along with furthest. */
export const nearest = (root: Branch, range: Range): Branch => {
  let found = root
  let furthest = -1
  for (const end of endsOf(root)) {
    const seq = end.log.agreedSeq(range) ?? -1
    if (seq > furthest) [found, furthest] = [end, seq]
  }
  return found
}

/** The line's entry among the heads of all that is here. */
export const headOf = (root: Branch): HeadsEntry =>
  root.children.length === 0
    ? root.log.headsEntry()
    : withEnds(endsOf(root).map(({ log }) => log.headsEntry()))

/** Whether more of a line is here than `their` entry of it shows. */
export const isLineBeyond = (root: Branch, their: HeadsEntry | undefined): boolean => {
  if (root.children.length === 0 && !their?.others) return root.log.seq > (their?.seq ?? 0)
  const shown = new Set(endsIn(their).map(({ hash }) => hash))
  return endsOf(root).some(({ log }) => !shown.has(log.hash))
}
