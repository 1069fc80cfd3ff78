import { displayText } from '../event/index.ts'
import type { FileState } from '../merge/index.ts'

/** Where the client file's own settings stand: registers like any other, so that they are everybody's. */
export const settingsTable = 'client-file'
export const settingsKey = 'settings'
export const keepVersionsField = 'keep-versions'

/** How long the bytes of versions that nobody needs any more are kept. `all`: for ever. */
export type KeepVersions = 'all' | { readonly days: number }

const dayMs = 24 * 60 * 60 * 1000
/** A century: more days would be no number that a clock can be compared with. */
const daysMax = 36_500

/** `all`, or a number of days as `90d`. Null where the text is neither, such as a setting of a newer engine. */
export const parseKeepVersions = (text: string): KeepVersions | null => {
  if (text === 'all') return 'all'
  const days = Number(/^(\d{1,5})d$/.exec(text)?.[1] ?? Number.NaN)
  return days >= 1 && days <= daysMax ? { days } : null
}

/**
 * Pure: for how many milliseconds versions are kept after somebody replaced them; null where nobody ever said, and all are
 * kept. In words that this engine does not know it is for ever; of two settings in conflict the longer counts.
 */
export const keepVersionsMs = (state: FileState): number | null => {
  const siblings = state.register(settingsTable, settingsKey, keepVersionsField)?.siblings ?? []
  const kept = siblings.map(({ value }) => daysOf(parseKeepVersions(displayText(value)) ?? 'all'))
  return kept.length === 0 ? null : Math.max(...kept) * dayMs
}

const daysOf = (keep: KeepVersions): number => (keep === 'all' ? Number.POSITIVE_INFINITY : keep.days)
