/** A server as a balancer may choose it. */
export interface Candidate {
  readonly id: string
  readonly isUp: boolean
  /** Taken out by somebody: it gets nobody new, and keeps those who belong to it. */
  readonly isDraining: boolean
  /** 1, or less while it starts slowly. */
  readonly weight: number
  /** What it is owed since it was passed over. */
  readonly credit: number
}

export interface Choice {
  readonly id: string
  /** What each that was looked at is owed from now on. */
  readonly credits: ReadonlyMap<string, number>
}

/**
 * Pure: to whom a request goes. Whoever belongs somewhere goes there if that is up; everybody else by smooth weighted round robin,
 * in which nobody who comes back is owed what they missed. Null where nobody may be asked.
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
  // Of equals the first, so that the order is the topology's.
  const [next] = owed.toSorted((a, b) => b.credit - a.credit)
  if (!next) return null
  const credits = new Map(owed.map(({ id, credit }) => [id, id === next.id ? credit - total : credit]))
  return { id: next.id, credits }
}

/** A server that came back gets a share that grows with time; at once a tenth, or its checks alone would warm it up. */
export const slowStartWeight = (upForUs: number, slowStartUs: number): number =>
  upForUs >= slowStartUs ? 1 : Math.max(0.1, upForUs / slowStartUs)
