import type { Clock } from '../../engine/ports/index.ts'
import { type DataStore, type StandingFact, type StoreStanding, StoreTrouble } from '../ports/index.ts'
import { accessTables, type Firm, firmOf } from './fact.ts'

export interface DatedFirm {
  readonly firm: Firm
  /** The moment of the centre that the facts reflect. */
  readonly asOfMs: number
}

interface CachedFirm extends DatedFirm {
  readonly chain: string
}

/**
 * Caches the firm's facts until they change. Returns null if the store serves nothing yet. If it fails,
 * cached facts keep their old `asOfMs`, and so expire. Asks a remote store at most every `askEveryMs`.
 */
export const firmReader = (
  store: DataStore,
  clock: Clock,
  askEveryMs = 0,
): (() => Promise<DatedFirm | null>) => {
  let known: CachedFirm | null = null
  let asking: { readonly atMs: number; readonly answer: Promise<DatedFirm | null> } | null = null
  const ask = async (): Promise<DatedFirm | null> => {
    const standing = await standingOf(store)
    if (!standing) return known
    const at = momentOf(standing, clock.nowMs())
    if (!at) return null
    const firm = known?.chain === at.chain ? known.firm : await firmIn(store, clock.nowMs())
    if (firm) known = { ...at, firm }
    return known
  }
  return () => {
    const nowMs = clock.nowMs()
    // A clock that was set back must not prolong the pause.
    if (!asking || Math.abs(nowMs - asking.atMs) >= askEveryMs) asking = { atMs: nowMs, answer: ask() }
    return asking.answer
  }
}

const standingOf = async (store: DataStore): Promise<StoreStanding | null> => {
  try {
    return await store.standing()
  } catch (trouble) {
    if (trouble instanceof StoreTrouble) return null
    throw trouble
  }
}

const momentOf = (standing: StoreStanding, nowMs: number): { chain: string; asOfMs: number } | null => {
  if (standing.kind === 'centre') return { chain: standing.place.chain, asOfMs: nowMs }
  return standing.asOf && { chain: standing.asOf.place.chain, asOfMs: standing.asOf.atMs }
}

const firmIn = async (store: DataStore, nowMs: number): Promise<Firm | null> => {
  const facts: StandingFact[] = []
  for (const table of accessTables) {
    const answer = await store.facts(table, nowMs)
    if (answer.kind !== 'facts') return null
    facts.push(...answer.facts)
  }
  return firmOf(facts)
}
