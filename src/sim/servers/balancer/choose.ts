export interface Candidate {
  readonly id: string
  readonly isUp: boolean
  /** Removed from service: gets no new clients, and keeps its own. */
  readonly isDraining: boolean
  /** 1, or less during slow start. */
  readonly weight: number
  /** Its credit from rounds in which it was not chosen. */
  readonly credit: number
}

export interface Choice {
  readonly id: string
  readonly credits: ReadonlyMap<string, number>
}

/**
 * Pure: chooses a server for a request. A client with an assigned server goes there if it is up. All others follow
 * smooth weighted round robin, where a returning server gets no credit for its absence. Returns null if no server may
 * be asked.
 */
export const choose = (
  candidates: readonly Candidate[],
  { wanted, avoided }: { readonly wanted: string | null; readonly avoided: string | null },
): Choice | null => {
  const up = candidates.filter((each) => each.isUp)
  const own = up.find(({ id }) => id === wanted && id !== avoided)
  if (own) return { id: own.id, credits: new Map() }
  const open = up.filter((each) => !each.isDraining && each.id !== avoided)
  const [first] = open.length > 0 ? open : up.filter(({ id }) => id === avoided)
  return first ? roundRobin(open.length > 0 ? open : [first]) : null
}

const roundRobin = (open: readonly Candidate[]): Choice | null => {
  const total = open.reduce((sum, { weight }) => sum + weight, 0)
  const owed = open.map(({ id, credit, weight }) => ({ id, credit: credit + weight }))
  // Of equal credits the sort keeps the first, so the order of the topology decides.
  const [next] = owed.toSorted((a, b) => b.credit - a.credit)
  if (!next) return null
  const credits = new Map(owed.map(({ id, credit }) => [id, id === next.id ? credit - total : credit]))
  return { id: next.id, credits }
}

/** A returning server's share grows with time. It starts at a tenth, or health checks alone would warm it up. */
export const slowStartWeight = (upForUs: number, slowStartUs: number): number =>
  upForUs >= slowStartUs ? 1 : Math.max(0.1, upForUs / slowStartUs)
