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

export interface InitialLoad {
  /** Changes are applied up to here. Starts at the centre's position for the first page. */
  readonly place: FeedPosition
  /** End of the last page. Null once all pages are loaded. */
  readonly cursor: LoadCursor | null
  /** The centre's position for the last page. Before it, pages mix several moments. */
  readonly throughPosition: number
}

export interface BranchState {
  /** The centre's name. Null before its first answer. */
  readonly centre: string | null
  /** Includes the time of the last heartbeat. Null if nothing is served. */
  readonly served: { readonly place: FeedPosition; readonly atMs: number } | null
  readonly load: InitialLoad | null
  /** The served position cannot be continued, so an initial load must start. */
  readonly mustLoad: boolean
}

export const emptyBranch: BranchState = { centre: null, served: null, load: null, mustLoad: true }

export type NextRequest =
  | { readonly ask: 'page'; readonly after: LoadCursor | null }
  | { readonly ask: 'changes'; readonly after: FeedPosition }

export const nextRequest = ({ served, load, mustLoad }: BranchState): NextRequest => {
  if (load) return load.cursor ? { ask: 'page', after: load.cursor } : { ask: 'changes', after: load.place }
  return mustLoad || !served ? { ask: 'page', after: null } : { ask: 'changes', after: served.place }
}

/**
 * Returns the same state if the page was not due. Pages from different centres are detected later: the
 * changes request then fails, since it names the first centre's position. Pure.
 */
export const afterPage = (state: BranchState, page: Extract<PageAnswer, { kind: 'page' }>): BranchState => {
  const { load } = state
  const last = page.facts.at(-1)
  const cursor = page.isLast || !last ? null : { table: last.table, key: last.key }
  const throughPosition = page.place.position
  const isDue = load ? load.cursor !== null : state.mustLoad
  if (!isDue || !isSame(page.after, load?.cursor ?? null)) return state
  if (!load) return { ...state, centre: page.centre, load: { place: page.place, cursor, throughPosition } }
  return { ...state, load: { ...load, cursor, throughPosition } }
}

/** `applied` holds the new changes, which go into a load in progress. */
export interface TakenChanges {
  readonly state: BranchState
  readonly applied: readonly StoreChange[]
  /** The load is complete and replaces the served facts. */
  readonly isLoaded: boolean
  /** A change did not continue the local history: damage, or a defective centre. */
  readonly isBroken: boolean
}

/** Skips known changes, and rejects changes that do not continue the local history. Pure. */
export const afterChanges = (
  state: BranchState,
  answer: Exclude<FeedAnswer, NoAnswer>,
  digest: Digest,
): TakenChanges => {
  const nothing = { state, applied: [], isLoaded: false, isBroken: false }
  const at = state.load ? (state.load.cursor ? null : state.load.place) : (state.served?.place ?? null)
  if (!at) return nothing
  if (answer.kind !== 'changes') return { ...nothing, state: restarted(state) }
  const fresh = answer.changes.filter(({ position }) => position > at.position)
  const applied = continuing(at, fresh, digest)
  const isBroken = applied.length < fresh.length
  const latest = applied.at(-1)
  if (!latest) return { ...nothing, isBroken }
  const feedPosition = { centreId: at.centreId, position: latest.position, chain: latest.chain }
  const taken = state.load
    ? afterLoadChanges(state, state.load, feedPosition, applied)
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

// A heartbeat after the last page proves that the same centre went on, and that all earlier changes are here.
const afterLoadChanges = (
  state: BranchState,
  load: InitialLoad,
  feedPosition: FeedPosition,
  applied: readonly StoreChange[],
): Followed => {
  const atMs = latestHeartbeat(applied, load.throughPosition)
  if (atMs === null) return { state: { ...state, load: { ...load, place: feedPosition } }, isLoaded: false }
  const whole = { ...state, served: { place: feedPosition, atMs }, load: null, mustLoad: false }
  return { state: whole, isLoaded: true }
}

const latestHeartbeat = (changes: readonly StoreChange[], afterPosition: number): number | null =>
  changes
    .filter(({ position }) => position > afterPosition)
    .map(heartbeatMs)
    .findLast((atMs) => atMs !== null) ?? null

/** Keeps serving the present facts during the new load. Pure. */
export const restarted = (state: BranchState): BranchState =>
  state.mustLoad && !state.load ? state : { ...state, load: null, mustLoad: true }

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
