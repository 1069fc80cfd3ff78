import type { Digest } from '../../engine/ports/index.ts'
import type { FeedAnswer, FeedPlace, FillCursor, NoAnswer, PageAnswer, StoreChange } from '../ports/index.ts'
import { nextChain } from './chain.ts'
import { heartbeatMs } from './heartbeat.ts'

/** All facts being brought anew, beside those that are served. */
export interface Fill {
  /** Up to here the changes are in: at first where the centre stood when the first page was given. */
  readonly place: FeedPlace
  /** Where the last page ended; null when all pages are here. */
  readonly cursor: FillCursor | null
  /** Where the centre stood when the last page was given: before that, the pages are of several moments. */
  readonly throughPosition: number
}

export interface BranchState {
  /** The centre's name, once something came from there. */
  readonly centre: string | null
  /** What is served, and the centre's last heartbeat in it; null where nothing is. */
  readonly served: { readonly place: FeedPlace; readonly atMs: number } | null
  readonly fill: Fill | null
  /** What is served cannot be followed any more: the next page is the first of a fill. */
  readonly mustFill: boolean
}

export const emptyBranch: BranchState = { centre: null, served: null, fill: null, mustFill: true }

export type NextRequest =
  | { readonly ask: 'page'; readonly after: FillCursor | null }
  | { readonly ask: 'changes'; readonly after: FeedPlace }

/** Pure: what a branch asks of its centre next. */
export const nextRequest = ({ served, fill, mustFill }: BranchState): NextRequest => {
  if (fill) return fill.cursor ? { ask: 'page', after: fill.cursor } : { ask: 'changes', after: fill.place }
  return mustFill || !served ? { ask: 'page', after: null } : { ask: 'changes', after: served.place }
}

/**
 * Pure: after a page. Pages of several centres, where another one came to answer, are found when their changes are
 * asked for: those of the first page's centre are nowhere then. The result is the same state where
 * the page was not the one that is due.
 */
export const afterPage = (state: BranchState, page: Extract<PageAnswer, { kind: 'page' }>): BranchState => {
  const { fill } = state
  const last = page.facts.at(-1)
  const cursor = page.isLast || !last ? null : { table: last.table, key: last.key }
  const throughPosition = page.place.position
  const isDue = fill ? fill.cursor !== null : state.mustFill
  if (!isDue || !isSame(page.after, fill?.cursor ?? null)) return state
  if (!fill) return { ...state, centre: page.centre, fill: { place: page.place, cursor, throughPosition } }
  return { ...state, fill: { ...fill, cursor, throughPosition } }
}

/** What changes make of a branch: `applied` are those that are new here, and go into the fill where there is one. */
export interface TakenChanges {
  readonly state: BranchState
  readonly applied: readonly StoreChange[]
  /** The fill is whole now, and takes the place of what was served. */
  readonly isFilled: boolean
  /** Something was sent that does not continue what is here: damage, or a centre gone wrong. */
  readonly isBroken: boolean
}

/** Pure: changes that are here already are passed over, and those that do not continue what is here are not taken. */
export const afterChanges = (
  state: BranchState,
  answer: Exclude<FeedAnswer, NoAnswer>,
  digest: Digest,
): TakenChanges => {
  const nothing = { state, applied: [], isFilled: false, isBroken: false }
  const at = state.fill ? (state.fill.cursor ? null : state.fill.place) : (state.served?.place ?? null)
  if (!at) return nothing
  if (answer.kind !== 'changes') return { ...nothing, state: restarted(state) }
  const fresh = answer.changes.filter(({ position }) => position > at.position)
  const applied = continuing(at, fresh, digest)
  const isBroken = applied.length < fresh.length
  const latest = applied.at(-1)
  if (!latest) return { ...nothing, isBroken }
  const place = { centreId: at.centreId, position: latest.position, chain: latest.chain }
  const taken = state.fill ? filled(state, state.fill, place, applied) : followed(state, place, applied)
  return { ...taken, applied, isBroken }
}

type Followed = Pick<TakenChanges, 'state' | 'isFilled'>

const followed = (state: BranchState, place: FeedPlace, applied: readonly StoreChange[]): Followed => {
  const atMs = latestHeartbeat(applied, 0) ?? state.served?.atMs ?? 0
  return { state: { ...state, served: { place, atMs } }, isFilled: false }
}

// A heartbeat from after the last page says that this centre wrote on, and that all before it is here.
const filled = (
  state: BranchState,
  fill: Fill,
  place: FeedPlace,
  applied: readonly StoreChange[],
): Followed => {
  const atMs = latestHeartbeat(applied, fill.throughPosition)
  if (atMs === null) return { state: { ...state, fill: { ...fill, place } }, isFilled: false }
  const whole = { ...state, served: { place, atMs }, fill: null, mustFill: false }
  return { state: whole, isFilled: true }
}

const latestHeartbeat = (changes: readonly StoreChange[], afterPosition: number): number | null =>
  changes
    .filter(({ position }) => position > afterPosition)
    .map(heartbeatMs)
    .findLast((atMs) => atMs !== null) ?? null

/** Pure: all of it is to be brought anew, beside what is served. */
export const restarted = (state: BranchState): BranchState =>
  state.mustFill && !state.fill ? state : { ...state, fill: null, mustFill: true }

const continuing = (
  at: FeedPlace,
  changes: readonly StoreChange[],
  digest: Digest,
): readonly StoreChange[] => {
  const taken: StoreChange[] = []
  let { position, chain } = at
  for (const change of changes) {
    if (change.position !== position + 1 || nextChain(digest, chain, change) !== change.chain) break
    taken.push(change)
    position = change.position
    chain = change.chain
  }
  return taken
}

const isSame = (a: FillCursor | null, b: FillCursor | null): boolean =>
  a?.table === b?.table && a?.key === b?.key
