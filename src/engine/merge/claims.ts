import { compareTimestamps, displayText } from '../event/index.ts'
import { compareDots } from '../identifier/index.ts'
import type { FileState } from './file-state.ts'
import type { Register, Written } from './register.ts'

export interface Claim {
  readonly id: string
  readonly text: string
  readonly written: Written
}

export interface ResolvedClaim {
  readonly id: string
  readonly claimed: string
  /** The claimed text, or the next one that is free. */
  readonly shown: string
  /** Another claim keeps the typed text. May change until somebody confirms it by claiming it. */
  readonly isProvisional: boolean
}

export interface Series {
  readonly reserved: readonly string[]
  /** Never derived, for instance values in conflict that may still come to be shown. */
  readonly avoided: readonly string[]
  /** The `nth` choice for the text, from 2 on. */
  readonly choice: (text: string, nth: number) => string
}

/** Compares names as Windows and macOS do, since a working folder may be on either. */
export const foldedName = (name: string): string => name.normalize('NFC').toLowerCase()

/** Claims with a refused timestamp come last. */
export const earliestFirst =
  (state: Pick<FileState, 'isTimestampAhead'>) =>
  (a: Written, b: Written): number =>
    Number(state.isTimestampAhead(a.dot)) - Number(state.isTimestampAhead(b.dot)) ||
    compareTimestamps(a.timestamp, b.timestamp) ||
    compareDots(a.dot, b.dot)

/** Dates the shown value from when it was first written. Returns null if it is empty. */
export const claimOf = (state: FileState, id: string, { siblings }: Register): Claim | null => {
  const [shown] = siblings
  if (!shown || shown.value.kind === 'nothing') return null
  const [written = shown] = siblings
    .filter(({ canonical }) => canonical === shown.canonical)
    .toSorted(earliestFirst(state))
  return { id, text: displayText(shown.value), written }
}

/**
 * The earliest claim keeps the typed text. Each other shows the next choice that is neither claimed nor
 * given, the same on every copy. May change when an unseen claim arrives.
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
    const shown = nextFree(text, { taken, next }, choice)
    taken.add(foldedName(shown))
    resolved.set(id, { id, claimed: text, shown, isProvisional: true })
  }
  return resolved
}

// If many claim one text, each search continues after the previous one.
const nextFree = (
  text: string,
  { taken, next }: { readonly taken: ReadonlySet<string>; readonly next: Map<string, number> },
  choice: Series['choice'],
): string => {
  let nth = next.get(foldedName(text)) ?? 2
  while (taken.has(foldedName(choice(text, nth)))) nth += 1
  next.set(foldedName(text), nth + 1)
  return choice(text, nth)
}

/** Bounds the arithmetic: counts only the last digits. */
const digitsMax = 30

/** `7` is followed by `8`, `AJE-09` by `AJE-10`. A text without a final number gets one. */
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

/** By record key. A deleted record keeps its claim, so that deleting it never moves another number back. */
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
