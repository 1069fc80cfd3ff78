/** When a copy writes down what it has folded, and lets go of events that lie in files. Never needed for what is true, only for how soon a copy is open. */
export interface SnapshotRules {
  /** At work, when the journal is sealed and this many events have come since the last time. */
  readonly everyEvents: number
  /** When it is closed: what came since is read again at each opening. */
  readonly atCloseEvents: number
  /** At work, the share of all events that must have come since: what is written then stays a part of what was done. */
  readonly growth: number
}

export const defaultSnapshotRules: SnapshotRules = { everyEvents: 32_768, atCloseEvents: 1024, growth: 0.25 }

/** Pure: whether it is time, `heldEvents` being those of the last snapshot, 0 where there is none. */
export const isSnapshotDue = (
  { events, heldEvents }: { readonly events: number; readonly heldEvents: number },
  at: 'work' | 'close',
  { everyEvents, atCloseEvents, growth }: SnapshotRules,
): boolean => {
  const since = events - heldEvents
  return since >= (at === 'close' ? atCloseEvents : Math.max(everyEvents, heldEvents * growth))
}
