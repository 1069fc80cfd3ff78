import type { Digest } from '../../engine/ports/index.ts'
import type {
  FeedAnswer,
  FeedPosition,
  LoadCursor,
  NoAnswer,
  PageAnswer,
  StoreChange,
} from '../ports/index.ts'
import { nextChain } from './change-chain.ts'
import { heartbeatMs } from './heartbeat.ts'

/** All facts being brought anew, beside those that are served. */
export interface InitialLoad {
  /** Up to here the changes are in: at first where the centre stood when the first page was given. */
  readonly place: FeedPosition
  /** Where the last page ended; null when all pages are here. */
  readonly cursor: LoadCursor | null
  /** Where the centre stood when the last page was given: before that, the pages are of several moments. */
  readonly throughPosition: number
}

export interface BranchState {
  /** The centre's name, once something came from there. */
  readonly centre: string | null
  /** What is served, and the centre's last heartbeat in it; null where nothing is. */
  readonly served: { readonly place: FeedPosition; readonly atMs: number } | null
  readonly fill: InitialLoad | null
  /** What is served cannot be followed any more: the next page is the first of a fill. */
  readonly mustFill: boolean
}

export const emptyBranch: BranchState = { centre: null, served: null, fill: null, mustFill: true }

export type NextRequest =
  | { readonly ask: 'page'; readonly after: LoadCursor | null }
  | { readonly ask: 'changes'; readonly after: FeedPosition }

/** Pure: what a branch asks of its centre next. */
export const nextRequest = ({ served, fill: load, mustFill }: BranchState): NextRequest => {
  if (load) return load.cursor ? { ask: 'page', after: load.cursor } : { ask: 'changes', after: load.place }
  return mustFill || !served ? { ask: 'page', after: null } : { ask: 'changes', after: served.place }
}

/**
 * Pure: after a page. Pages of several centres, where another one came to answer, are found when their changes are
 * asked for: those of the first page's centre are nowhere then. The result is the same state where
 * the page was not the one that is due.
 */
export const afterPage = (state: BranchState, page: Extract<PageAnswer, { kind: 'page' }>): BranchState => {
  const { fill: load } = state
  const last = page.facts.at(-1)
  const cursor = page.isLast || !last ? null : { table: last.table, key: last.key }
  const throughPosition = page.place.position
  const isDue = load ? load.cursor !== null : state.mustFill
  if (!isDue || !isSame(page.after, load?.cursor ?? null)) return state
  if (!load) return { ...state, centre: page.centre, fill: { place: page.place, cursor, throughPosition } }
  return { ...state, fill: { ...load, cursor, throughPosition } }
}

/** What changes make of a branch: `applied` are those that are new here, and go into the fill where there is one. */
export interface TakenChanges {
  readonly state: BranchState
  readonly applied: readonly StoreChange[]
  /** The fill is whole now, and takes the place of what was served. */
  readonly isLoaded: boolean
  /** Something was sent that does not continue what is here: damage, or a centre gone wrong. */
  readonly isBroken: boolean
}

/** Pure: changes that are here already are passed over, and those that do not continue what is here are not taken. */
export const afterChanges = (
  state: BranchState,
  answer: Exclude<FeedAnswer, NoAnswer>,
  digest: Digest,
): TakenChanges => {
  const nothing = { state, applied: [], isLoaded: false, isBroken: false }
  const at = state.fill ? (state.fill.cursor ? null : state.fill.place) : (state.served?.place ?? null)
  if (!at) return nothing
  if (answer.kind !== 'changes') return { ...nothing, state: restarted(state) }
  const fresh = answer.changes.filter(({ position }) => position > at.position)
  const applied = continuing(at, fresh, digest)
  const isBroken = applied.length < fresh.length
  const latest = applied.at(-1)
  if (!latest) return { ...nothing, isBroken }
  const feedPosition = { centreId: at.centreId, position: latest.position, chain: latest.chain }
  const taken = state.fill
    ? afterLoadChanges(state, state.fill, feedPosition, applied)
    : afterServedChanges(state, feedPosition, applied)
  return { ...taken, applied, isBroken }
}

type Followed = Pick<TakenChanges, 'state' | 'isLoaded'>

const afterServedChanges = (
  state: BranchState,
  feedPosition: FeedPosition,
  applied: readonly StoreChange[],
): Followed => {
  const atMs = latestHeartbeat(applied, 0) ?? state.served?.atMs ?? 0
  return { state: { ...state, served: { place: feedPosition, atMs } }, isLoaded: false }
}

// A heartbeat from after the last page says that this centre wrote on, and that all before it is here.
const afterLoadChanges = (
  state: BranchState,
  load: InitialLoad,
  feedPosition: FeedPosition,
  applied: readonly StoreChange[],
): Followed => {
  const atMs = latestHeartbeat(applied, load.throughPosition)
  if (atMs === null) return { state: { ...state, fill: { ...load, place: feedPosition } }, isLoaded: false }
  const whole = { ...state, served: { place: feedPosition, atMs }, fill: null, mustFill: false }
  return { state: whole, isLoaded: true }
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
  at: FeedPosition,
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

const isSame = (a: LoadCursor | null, b: LoadCursor | null): boolean =>
  a?.table === b?.table && a?.key === b?.key
