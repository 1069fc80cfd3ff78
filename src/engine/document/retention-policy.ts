import { displayText } from '../event/index.ts'
import type { FileState } from '../merge/index.ts'

export const settingsTable = 'client-file'
export const settingsKey = 'settings'
export const keepVersionsField = 'keep-versions'

/** How long unneeded versions keep their bytes. `all`: for ever. */
export type KeepVersions = 'all' | { readonly days: number }

const dayMs = 24 * 60 * 60 * 1000
/** A century. Longer times would exceed the range of clocks. */
const daysMax = 36_500

/** Parses `all`, or a number of days such as `90d`. Returns null if it is neither, such as a newer engine's setting. */
export const parseKeepVersions = (text: string): KeepVersions | null => {
  if (text === 'all') return 'all'
  const days = Number(/^(\d{1,5})d$/.exec(text)?.[1] ?? Number.NaN)
  return days >= 1 && days <= daysMax ? { days } : null
}

/**
 * Pure: milliseconds, or null for ever, also if unset or unknown. Of conflicting values the longest counts.
 */
export const keepVersionsMs = (state: FileState): number | null => {
  const siblings = state.register(settingsTable, settingsKey, keepVersionsField)?.siblings ?? []
  const kept = siblings.map(({ value }) => daysOf(parseKeepVersions(displayText(value)) ?? 'all'))
  return kept.length === 0 ? null : Math.max(...kept) * dayMs
}

const daysOf = (keep: KeepVersions): number => (keep === 'all' ? Number.POSITIVE_INFINITY : keep.days)
