import { compareTimestamps, type Merge, type HlcTimestamp, type Value } from '../event/index.ts'
import { compareDots, type Dot } from '../identifier/index.ts'

/** A value as it was written: by whom, when by their clock, and with which note. Its id is its dot. */
export interface Written {
  readonly dot: Dot
  readonly value: Value
  /** Equal exactly where the values are. */
  readonly canonical: string
  readonly author: string
  readonly note: string
  readonly timestamp: HlcTimestamp
}

/** One place where a value stands: a field of a record, a group of fields, or a document's bytes. */
export interface Register {
  readonly address: string
  readonly table: string
  readonly key: string
  readonly group: string
  readonly field: string
  readonly merge: Merge
  /** The values that nobody has superseded, in the order in which they are shown: the first is what a screen shows. */
  readonly siblings: readonly Written[]
}

/** A register's address, `TABLE/KEY.FIELD`; it is the id of its conflict as well. */
export const addressOf = (table: string, key: string, field: string): string => `${table}/${key}.${field}`

/** Which of two values is shown before the other. */
export type ShownOrder = (a: Written, b: Written) => number

/**
 * The values left after one more write: it takes away what its author was shown, and nothing else. Applied in causal
 * order, so that what is superseded is always here before it is taken away. `heads` stand in that order.
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
  // Sorting all of them again would ask for the rank of each many times over.
  const at = kept.findIndex((sibling) => order(written, sibling) < 0)
  return at === -1 ? [...kept, written] : kept.toSpliced(at, 0, written)
}

const isAmong = ({ log, seq }: Dot, dots: readonly Dot[]): boolean => {
  for (const dot of dots) if (dot.seq === seq && dot.log === log) return true
  return false
}

/** The same order on every copy: latest stamp first, then line and place. */
export const latestFirst: ShownOrder = (a, b) =>
  compareTimestamps(b.timestamp, a.timestamp) || compareDots(b.dot, a.dot)

/** Two people wrote different values, and neither had seen the other's. */
export const isConflict = (siblings: readonly Written[]): boolean => {
  const first = siblings[0]
  return first !== undefined && siblings.some((sibling) => sibling.canonical !== first.canonical)
}

/** The ids behind what a screen shows: the shown value, and whoever else wrote the very same ("also by"). */
export const shownDots = (register: Register | null): readonly Dot[] => {
  const shown = register?.siblings[0]
  if (!shown || !register) return []
  return register.siblings
    .filter((sibling) => sibling.canonical === shown.canonical)
    .map((sibling) => sibling.dot)
}
