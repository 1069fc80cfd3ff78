import { compareTimestamps, type Merge, type HlcTimestamp, type Value } from '../event/index.ts'
import { compareDots, type Dot } from '../identifier/index.ts'

export interface Written {
  readonly dot: Dot
  readonly value: Value
  /** Equal exactly if the values are. */
  readonly canonical: string
  readonly author: string
  readonly note: string
  readonly timestamp: HlcTimestamp
}

export interface Register {
  readonly address: string
  readonly table: string
  readonly key: string
  readonly group: string
  readonly field: string
  readonly merge: Merge
  /** Values that nobody has superseded, in shown order. */
  readonly siblings: readonly Written[]
}

/** `TABLE/KEY.FIELD`. Also the id of the register's conflict. */
export const addressOf = (table: string, key: string, field: string): string => `${table}/${key}.${field}`

export type ShownOrder = (a: Written, b: Written) => number

/**
 * Removes exactly the values that the write's author was shown. Needs causal order, so that superseded
 * values are already here. `siblings` must be in shown order.
 */
export const siblingsAfter = (
  siblings: readonly Written[],
  written: Written,
  supersedes: readonly Dot[],
  order: ShownOrder,
): readonly Written[] => {
  const kept =
    supersedes.length === 0 ? siblings : siblings.filter((sibling) => !isAmong(sibling.dot, supersedes))
  if (kept.length === 0) return [written]
  // Sorting again would recompute the rank of every value many times.
  const at = kept.findIndex((sibling) => order(written, sibling) < 0)
  return at === -1 ? [...kept, written] : kept.toSpliced(at, 0, written)
}

const isAmong = ({ log, seq }: Dot, dots: readonly Dot[]): boolean => {
  for (const dot of dots) if (dot.seq === seq && dot.log === log) return true
  return false
}

/** The same order on every copy: latest timestamp first, then log and position. */
export const latestFirst: ShownOrder = (a, b) =>
  compareTimestamps(b.timestamp, a.timestamp) || compareDots(b.dot, a.dot)

/** Two people wrote different values, and neither had seen the other's. */
export const isConflict = (siblings: readonly Written[]): boolean => {
  const first = siblings[0]
  return first !== undefined && siblings.some((sibling) => sibling.canonical !== first.canonical)
}

/** Includes authors who wrote the same value ("also by"). */
export const shownDots = (register: Register | null): readonly Dot[] => {
  const shown = register?.siblings[0]
  if (!shown || !register) return []
  return register.siblings
    .filter((sibling) => sibling.canonical === shown.canonical)
    .map((sibling) => sibling.dot)
}
