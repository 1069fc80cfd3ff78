import { compareStamps, displayText } from '../event/index.ts'
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
export interface SettledClaim {
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
  readonly choice: (text: string, place: number) => string
}

/** Names are compared as Windows and macOS do, since a working folder may lie on either. */
export const foldedName = (name: string): string => name.normalize('NFC').toLowerCase()

/** The earlier first; a claim whose stamp was refused comes after all others. */
export const earliestFirst =
  (state: Pick<FileState, 'isStampAhead'>) =>
  (a: Written, b: Written): number =>
    Number(state.isStampAhead(a.dot)) - Number(state.isStampAhead(b.dot)) ||
    compareStamps(a.stamp, b.stamp) ||
    compareDots(a.dot, b.dot)

/** The claim that a register makes: the shown value, from when it was first written. Null where nothing is claimed. */
export const claimOf = (state: FileState, id: string, { heads }: Register): Claim | null => {
  const [shown] = heads
  if (!shown || shown.value.kind === 'nothing') return null
  const [written = shown] = heads
    .filter(({ canonical }) => canonical === shown.canonical)
    .toSorted(earliestFirst(state))
  return { id, text: displayText(shown.value), written }
}

/**
 * Pure: the earliest claim keeps what was typed, and every other one is shown with the next choice that nobody claims
 * and nobody was given. Nothing is written: what is derived here is the same on every copy that folded the same, and
 * may change when a claim arrives that nobody had seen.
 */
export const settleClaims = (
  state: Pick<FileState, 'isStampAhead'>,
  claims: readonly Claim[],
  { reserved, avoided, choice }: Series,
): ReadonlyMap<string, SettledClaim> => {
  const order = earliestFirst(state)
  const sorted = claims.toSorted((a, b) => order(a.written, b.written) || (a.id < b.id ? -1 : 1))
  const kept = new Set(reserved.map(foldedName))
  const losers: Claim[] = []
  const settled = new Map<string, SettledClaim>()
  for (const { id, text, written } of sorted) {
    if (kept.has(foldedName(text))) losers.push({ id, text, written })
    else settled.set(id, { id, claimed: text, shown: text, isProvisional: false })
    kept.add(foldedName(text))
  }
  const taken = new Set([...kept, ...avoided.map(foldedName)])
  const places = new Map<string, number>()
  for (const { id, text } of losers) {
    const shown = nextFree(text, { taken, places }, choice)
    taken.add(foldedName(shown))
    settled.set(id, { id, claimed: text, shown, isProvisional: true })
  }
  return settled
}

// Where many claim one text, each search goes on where the one before ended.
const nextFree = (
  text: string,
  { taken, places }: { readonly taken: ReadonlySet<string>; readonly places: Map<string, number> },
  choice: Series['choice'],
): string => {
  let place = places.get(foldedName(text)) ?? 2
  while (taken.has(foldedName(choice(text, place)))) place += 1
  places.set(foldedName(text), place + 1)
  return choice(text, place)
}

/** More digits than any number has: of a longer row only the last ones are counted on. */
const digitsMax = 30

/** `7` is followed by `8`, `AJE-09` by `AJE-10`; what does not end in a number gets one. */
export const nextNumber = (text: string, place: number): string => {
  const [digits] = /\d*$/.exec(text.slice(-digitsMax)) ?? []
  if (!digits) return `${text} (${place})`
  const stem = text.slice(0, -digits.length)
  return stem + String(BigInt(digits) + BigInt(place - 1)).padStart(digits.length, '0')
}

/** `memo.txt` is followed by `memo (2).txt`. */
export const nextName = (name: string, place: number): string => {
  const dot = name.lastIndexOf('.')
  const isExtension = dot > name.lastIndexOf('/') + 1
  return isExtension ? `${name.slice(0, dot)} (${place})${name.slice(dot)}` : `${name} (${place})`
}

/**
 * The numbers of a series, such as those of journal entries, by the key of what they number. What was deleted goes on
 * claiming its number, so that deleting it never moves another one back.
 */
export const shownNumbers = (
  state: FileState,
  table: string,
  field: string,
): ReadonlyMap<string, SettledClaim> => {
  const registers = state.ruledBy('claim').filter((one) => one.table === table && one.field === field)
  const claims = registers.flatMap((register) => claimOf(state, register.key, register) ?? [])
  const avoided = registers.flatMap(({ heads }) => heads.map(({ value }) => displayText(value)))
  return settleClaims(state, claims, { reserved: [], avoided, choice: nextNumber })
}
