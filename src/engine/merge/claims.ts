import { compareTimestamps, displayText } from '../event/index.ts'
import { compareDots } from '../identifier/index.ts'
import type { FileState } from './file-state.ts'
import type { Register, Written } from './register.ts'

/** A number or name that somebody typed for something that has an id of its own. */
export interface Claim {
  readonly id: string
  readonly text: string
  readonly written: Written
}

/** What a claim came to. */
export interface ResolvedClaim {
  readonly id: string
  readonly claimed: string
  /** As shown: what was claimed, or the next one that nobody claims. */
  readonly shown: string
  /** Derived, since another claim keeps what was typed; it may move until somebody confirms it by claiming it. */
  readonly isProvisional: boolean
}

/** What a series is like: what nobody may keep, what is not derived either, and what comes after a text that is taken. */
export interface Series {
  readonly reserved: readonly string[]
  /** Such as values that stand in conflict, and may yet come to be shown. */
  readonly avoided: readonly string[]
  /** The text in its `place`-th choice, from 2 on. */
  readonly choice: (text: string, nth: number) => string
}

/** Names are compared as Windows and macOS do, since a working folder may lie on either. */
export const foldedName = (name: string): string => name.normalize('NFC').toLowerCase()

/** The earlier first; a claim whose stamp was refused comes after all others. */
export const earliestFirst =
  (state: Pick<FileState, 'isTimestampAhead'>) =>
  (a: Written, b: Written): number =>
    Number(state.isTimestampAhead(a.dot)) - Number(state.isTimestampAhead(b.dot)) ||
    compareTimestamps(a.timestamp, b.timestamp) ||
    compareDots(a.dot, b.dot)

/** The claim that a register makes: the shown value, from when it was first written. Null where nothing is claimed. */
export const claimOf = (state: FileState, id: string, { siblings }: Register): Claim | null => {
  const [shown] = siblings
  if (!shown || shown.value.kind === 'nothing') return null
  const [written = shown] = siblings
    .filter(({ canonical }) => canonical === shown.canonical)
    .toSorted(earliestFirst(state))
  return { id, text: displayText(shown.value), written }
}

/**
 * Pure: the earliest claim keeps what was typed, and every other one is shown with the next choice that nobody claims
 * and nobody was given. Nothing is written: what is derived here is the same on every copy that folded the same, and
 * may change when a claim arrives that nobody had seen.
 */
export const resolveClaims = (
  state: Pick<FileState, 'isTimestampAhead'>,
  claims: readonly Claim[],
  { reserved, avoided, choice }: Series,
): ReadonlyMap<string, ResolvedClaim> => {
  const order = earliestFirst(state)
  const sorted = claims.toSorted((a, b) => order(a.written, b.written) || (a.id < b.id ? -1 : 1))
  const kept = new Set(reserved.map(foldedName))
  const losers: Claim[] = []
  const resolved = new Map<string, ResolvedClaim>()
  for (const { id, text, written } of sorted) {
    if (kept.has(foldedName(text))) losers.push({ id, text, written })
    else resolved.set(id, { id, claimed: text, shown: text, isProvisional: false })
    kept.add(foldedName(text))
  }
  const taken = new Set([...kept, ...avoided.map(foldedName)])
  const next = new Map<string, number>()
  for (const { id, text } of losers) {
    const shown = nextFree(text, { taken, places: next }, choice)
    taken.add(foldedName(shown))
    resolved.set(id, { id, claimed: text, shown, isProvisional: true })
  }
  return resolved
}

// Where many claim one text, each search goes on where the one before ended.
const nextFree = (
  text: string,
  { taken, places: next }: { readonly taken: ReadonlySet<string>; readonly places: Map<string, number> },
  choice: Series['choice'],
): string => {
  let nth = next.get(foldedName(text)) ?? 2
  while (taken.has(foldedName(choice(text, nth)))) nth += 1
  next.set(foldedName(text), nth + 1)
  return choice(text, nth)
}

/** More digits than any number has: of a longer row only the last ones are counted on. */
const digitsMax = 30

/** `7` is followed by `8`, `AJE-09` by `AJE-10`; what does not end in a number gets one. */
export const nextNumber = (text: string, nth: number): string => {
  const [digits] = /\d*$/.exec(text.slice(-digitsMax)) ?? []
  if (!digits) return `${text} (${nth})`
  const stem = text.slice(0, -digits.length)
  return stem + String(BigInt(digits) + BigInt(nth - 1)).padStart(digits.length, '0')
}

/** `memo.txt` is followed by `memo (2).txt`. */
export const nextName = (name: string, nth: number): string => {
  const dot = name.lastIndexOf('.')
  const isExtension = dot > name.lastIndexOf('/') + 1
  return isExtension ? `${name.slice(0, dot)} (${nth})${name.slice(dot)}` : `${name} (${nth})`
}

/**
 * The numbers of a series, such as those of journal entries, by the key of what they number. What was deleted goes on
 * claiming its number, so that deleting it never moves another one back.
 */
export const shownNumbers = (
  state: FileState,
  table: string,
  field: string,
): ReadonlyMap<string, ResolvedClaim> => {
  const registers = state.ruledBy('claim').filter((one) => one.table === table && one.field === field)
  const claims = registers.flatMap((register) => claimOf(state, register.key, register) ?? [])
  const avoided = registers.flatMap(({ siblings }) => siblings.map(({ value }) => displayText(value)))
  return resolveClaims(state, claims, { reserved: [], avoided, choice: nextNumber })
}
