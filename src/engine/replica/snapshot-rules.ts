/** When a copy writes a snapshot and unloads events. Affects only the time to open. */
export interface SnapshotRules {
  /** At work: events since the last snapshot, once the journal is sealed. */
  readonly everyEvents: number
  /** At close: events since the last snapshot, which each opening would replay. */
  readonly atCloseEvents: number
  /** At work: minimum share of new events. It bounds the cost of snapshots to a share of all work. */
  readonly growth: number
}

export const defaultSnapshotRules: SnapshotRules = { everyEvents: 32_768, atCloseEvents: 1024, growth: 0.25 }

/** Pure: whether a snapshot is due. `heldEvents` counts those in the last one, 0 without one. */
export const isSnapshotDue = (
  { events, heldEvents }: { readonly events: number; readonly heldEvents: number },
  at: 'work' | 'close',
  { everyEvents, atCloseEvents, growth }: SnapshotRules,
): boolean => {
  const since = events - heldEvents
  return since >= (at === 'close' ? atCloseEvents : Math.max(everyEvents, heldEvents * growth))
}
