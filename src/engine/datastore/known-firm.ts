import type { Clock } from '../ports/clock.ts'
import type { DataStore, StandingFact, StoreStanding } from '../ports/data-store.ts'
import { accessTables, type Firm, firmOf } from './fact.ts'

export interface DatedFirm {
  readonly firm: Firm
  /** The moment of the centre that the facts are of. */
  readonly asOfMs: number
}

/** What a store says of the firm, read anew where it changed; null where it serves nothing, or cannot be read. */
export const firmReader = (store: DataStore, clock: Clock): (() => Promise<DatedFirm | null>) => {
  let known: { readonly chain: string; readonly firm: Firm } | null = null
  return async () => {
    const standing = await store.standing()
    const at = momentOf(standing, clock.nowMs())
    if (!at) return null
    if (known?.chain !== at.chain) {
      const firm = await firmIn(store, clock.nowMs())
      if (!firm) return null
      known = { chain: at.chain, firm }
    }
    return { firm: known.firm, asOfMs: at.asOfMs }
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
