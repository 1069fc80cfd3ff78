import { type After, type Event, withDots } from '../event/index.ts'
import type { Dot, LineId } from '../identifier/index.ts'
import { must } from '../invariant.ts'
import { type Branch, endsOf, holderOf, namesIn } from './branch.ts'

/** The branch that holds what was meant, by the hash where the name has two histories; null where it is not here. */
export const branchMeant = (named: Branch, { seq, hashStart }: After): Branch | null => {
  for (const end of endsOf(named)) {
    if (end.log.seq >= seq && end.log.hashAt(seq).startsWith(hashStart)) return holderOf(end, seq)
  }
  return null
}

/** What a dot may mean by now that was given when its line had one history. */
export const dotsMeant = (named: Branch | null, dot: Dot): readonly Dot[] => {
  if (!named || dot.seq <= named.log.seq) return [dot]
  const holders = endsOf(named).flatMap((end) => (end.log.seq >= dot.seq ? [holderOf(end, dot.seq)] : []))
  return [...new Set(holders)].map(({ id }) => ({ line: id, seq: dot.seq }))
}

/**
 * An event as all copies read it, once a line is split: who wrote it knew of one history alone, and named its events as
 * if there were no other. Which one that was is said by the hashes in what the event, or anything before it, was made
 * after. Whoever knew of both has named them apart.
 */
export const resolvedEvent = (
  branch: Branch,
  event: Event,
  branchOf: (line: LineId) => Branch | null,
): Event => {
  const pasts = event.after.map((after) => {
    const named = must(
      branchOf(after.line),
      `line ${after.line} is here, since an event made after it is applied`,
    )
    const past = must(branchMeant(named, after), `event ${after.seq} of line ${after.line} is here`)
    learnSides(branch, past, after.seq)
    return named === past && !past.parent ? [after] : pathTo(past, after.seq)
  })
  const isFirst = branch.parent && branch.appliedSeq === branch.from + 1
  const own = branch.parent && isFirst ? pathTo(branch.parent, branch.from) : []
  const ops = event.ops.map((op) => withDots(op, (dot) => meantBy(branch, dot, branchOf)))
  return { ...event, after: [...own, ...pasts.flat()], ops }
}

/** All of a history up to an event, branch by branch: who has made something after it has had all of these. */
const pathTo = (end: Branch, seq: number): readonly After[] =>
  namesIn(end, 0, seq).map(({ line, last }) => ({
    line,
    seq: last,
    hashStart: end.log.hashAt(last).slice(0, 8),
  }))

const learnSides = (branch: Branch, past: Branch, seq: number): void => {
  const since = branch.appliedSeq
  for (let side = past; side.parent; side = side.parent) learn(branch, side.parent.id, side, since)
  let upTo = seq
  for (let at: Branch | null = past; at; upTo = at.from, at = at.parent) {
    for (const [split, seen] of at.sides) if (seen.since <= upTo) learn(branch, split, seen.side, since)
  }
}

const learn = (branch: Branch, split: LineId, side: Branch, since: number): void => {
  if (!sideOf(branch, split)) branch.sides.set(split, { side, since })
}

/** The side of a split that a branch's author stood on: their own, or the one that they had taken in. */
const sideOf = (branch: Branch, split: LineId): Branch | null => {
  for (let side = branch; side.parent; side = side.parent) if (side.parent.id === split) return side
  for (let at: Branch | null = branch; at; at = at.parent) {
    const seen = at.sides.get(split)
    if (seen) return seen.side
  }
  return null
}

const meantBy = (branch: Branch, dot: Dot, branchOf: (line: LineId) => Branch | null): Dot => {
  let named = branchOf(dot.line)
  while (named && named.children.length > 0 && dot.seq > named.log.seq) named = sideOf(branch, named.id)
  return named ? { line: named.id, seq: dot.seq } : dot
}
