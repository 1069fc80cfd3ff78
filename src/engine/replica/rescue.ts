import { deletedValue, isCollectionOp, type Op, type TakeOverOp } from '../event/index.ts'
import { type Dot, dotText } from '../identifier/index.ts'
import type { Rescued } from '../log/index.ts'
import { addressOf, type Hierarchy, type Attribution, signOffField } from '../merge/index.ts'

/** What somebody did to the file in a copy that was abandoned: the ops that another copy's person could do in their place. */
export type TakeableOp = Extract<Op, { kind: 'write' | 'add' | 'remove' | 'count' | 'template-author' }>

/** One thing that an abandoned copy did beyond its cut: kept on every copy alike, and shown nowhere but here. */
export interface RescuedOp {
  /** `LINE.SEQ#INDEX`: the event, and the place of the op in it. */
  readonly id: string
  readonly dot: Dot
  readonly index: number
  /** What it was done to; of naming a template author, who. */
  readonly address: string
  readonly op: TakeableOp
  readonly author: string
  readonly note: string
  readonly ms: number
  /** Who took it over; null where nobody did. */
  readonly takenOver: Attribution | null
  /** Null where it can be taken over; otherwise why it cannot. */
  readonly refusal: string | null
}

/** Pure: what lies in rescue, by line and place. */
export const rescuedOps = (rescued: readonly Rescued[], hierarchy: Hierarchy): readonly RescuedOp[] =>
  rescued.flatMap(({ dot, event }) =>
    event.ops.flatMap((op, index) => {
      if (!isTakeable(op)) return []
      const { author, note, timestamp } = event
      const takenOver = hierarchy.takenOver(dot, index)
      const rescuedOp = { dot, index, op, author, note, ms: timestamp.ms, takenOver, refusal: refusalOf(op) }
      return [{ id: `${dotText(dot)}#${index}`, address: addressOfOp(op), ...rescuedOp }]
    }),
  )

/**
 * Pure: what whoever takes these over writes, as one event. Each replaces what its author had been shown, and nothing else: so what
 * somebody wrote there since stands beside it, in conflict where the rules say so, as if it had arrived in time.
 */
export const takeOverOps = (
  chosen: readonly RescuedOp[],
  rescued: readonly Rescued[],
  hierarchy: Hierarchy,
): readonly Op[] => {
  const events = new Map(rescued.map(({ dot, event }) => [dotText(dot), event.ops]))
  return chosen.flatMap(({ dot, index, op }) => {
    const note: TakeOverOp = { kind: 'take-over', from: dot, index }
    return [inTheirPlace(op, events, hierarchy), note]
  })
}

/** Part of the canonical state: rescue is the same on every copy. */
export const rescuedLines = (rescued: readonly Rescued[]): readonly string[] =>
  rescued.map(({ dot, event }) => `rescued ${dotText(dot)} by ${event.author}, ${event.ops.length} ops`)

const isTakeable = (op: Op): op is TakeableOp =>
  op.kind === 'write' || isCollectionOp(op) || op.kind === 'template-author'

const addressOfOp = (op: TakeableOp): string =>
  op.kind === 'template-author' ? op.user : addressOf(op.table, op.key, op.field)

// What nobody else can do for its author. To take a signature back is theirs as well.
const refusalOf = (op: TakeableOp): string | null =>
  (op.kind === 'add' || op.kind === 'remove') && op.field === signOffField
    ? 'a signature is its author’s own: sign it yourself'
    : null

type EventsInRescue = ReadonlyMap<string, readonly Op[]>

const inTheirPlace = (op: TakeableOp, events: EventsInRescue, hierarchy: Hierarchy): Op => {
  const standing = (dot: Dot): readonly Dot[] => {
    const taken = takenFrom(dot, events, hierarchy)
    return taken.length > 0 ? taken : [dot]
  }
  if (op.kind === 'remove') return { ...op, covers: onceEach(op.covers.flatMap(standing)) }
  if (op.kind !== 'write') return op
  const supersedes = onceEach(op.supersedes.flatMap((dot) => shownThere(dot, op, events, hierarchy)))
  const value = op.value.kind === 'deleted' ? deletedValue(op.value.covers.flatMap(standing)) : op.value
  return { ...op, value, supersedes, resolves: op.resolves && supersedes.length > 1 }
}

/** Where an event in rescue was taken over, wholly or in part; nothing where it was not, or lies in no rescue. */
const takenFrom = (dot: Dot, events: EventsInRescue, hierarchy: Hierarchy): readonly Dot[] =>
  (events.get(dotText(dot)) ?? []).flatMap((_, index) => hierarchy.takenOver(dot, index)?.dot ?? [])

/**
 * What an author was shown at a place: an event that is folded, or one in rescue. Of that, what took it over stands for it; where
 * nobody did, what it replaced in turn.
 */
const shownThere = (
  dot: Dot,
  op: Extract<Op, { kind: 'write' }>,
  events: EventsInRescue,
  hierarchy: Hierarchy,
): readonly Dot[] => {
  const ops = events.get(dotText(dot))
  if (!ops) return [dot]
  return ops.flatMap((each, index) => {
    if (each.kind !== 'write' || addressOfOp(each) !== addressOfOp(op)) return []
    const taken = hierarchy.takenOver(dot, index)
    return taken
      ? [taken.dot]
      : each.supersedes.flatMap((before) => shownThere(before, op, events, hierarchy))
  })
}

const onceEach = (dots: readonly Dot[]): readonly Dot[] => [
  ...new Map(dots.map((dot) => [dotText(dot), dot])).values(),
]
