import { deletedValue, isCollectionOp, type Op, type TakeOverOp } from '../event/index.ts'
import { type Dot, dotText } from '../identifier/index.ts'
import type { Rescued } from '../log/index.ts'
import { addressOf, type Hierarchy, type Attribution, signOffField } from '../merge/index.ts'

/** Ops of an abandoned copy that another person can repeat. */
export type TakeableOp = Extract<Op, { kind: 'write' | 'add' | 'remove' | 'count' | 'template-author' }>

/** One op of an abandoned copy beyond its cut. Every copy keeps it, and nothing else shows it. */
export interface RescuedOp {
  /** `LOG.SEQ#INDEX`: the event, and the op's index in it. */
  readonly id: string
  readonly dot: Dot
  readonly index: number
  /** The register written to, or the user named as template author. */
  readonly address: string
  readonly op: TakeableOp
  readonly author: string
  readonly note: string
  readonly ms: number
  /** Null until somebody takes it over. */
  readonly takenOver: Attribution | null
  /** States why nobody can take over this work. Null if somebody can. */
  readonly refusal: string | null
}

/** Returns the rescued work, ordered by log and by position in the log. */
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
 * Pure: the ops that take these over, as one event. Each supersedes only values that its author was shown;
 * later ones conflict as usual.
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

/** Part of the canonical state: rescue is equal on every copy. */
export const rescuedTexts = (rescued: readonly Rescued[]): readonly string[] =>
  rescued.map(({ dot, event }) => `rescued ${dotText(dot)} by ${event.author}, ${event.ops.length} ops`)

const isTakeable = (op: Op): op is TakeableOp =>
  op.kind === 'write' || isCollectionOp(op) || op.kind === 'template-author'

const addressOfOp = (op: TakeableOp): string =>
  op.kind === 'template-author' ? op.user : addressOf(op.table, op.key, op.field)

// Only its author can sign, or withdraw a signature.
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

/** Returns the events that took over parts of a rescued event, or none. */
const takenFrom = (dot: Dot, events: EventsInRescue, hierarchy: Hierarchy): readonly Dot[] =>
  (events.get(dotText(dot)) ?? []).flatMap((_, index) => hierarchy.takenOver(dot, index)?.dot ?? [])

/** Maps a rescued write to its takeover, else to the writes that it superseded. */
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
