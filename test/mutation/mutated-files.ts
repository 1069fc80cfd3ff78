/** Everything that decides how edits merge, and every judge of a run. */
const wholeRooms = ['src/engine/merge', 'src/sim/check']

/** Of replication, the files that compute from values alone. The others wait for disks and links, which tests of a few seconds cannot judge. */
const pureReplication = [
  // When copies take turns, for how long, and how long one waits at most.
  'link/turns.ts',
  'link/turn-pacing.ts',
  'link/waiting-bound.ts',
  'link/contention.ts',
  'link/link-end.ts',
  // How much one write carries, and how much of it survives a power cut.
  'exchange/piece-size.ts',
  'client/outgoing-piece.ts',
  // Which copies are awaited before anything is dropped.
  'presence/standing.ts',
  'presence/properties.ts',
  'presence/lock-down-view.ts',
  // Who holds a lease.
  'lease/lease-record.ts',
]

/** Globs of the files that `npm run mutate` changes. */
export const mutatedFiles: readonly string[] = [
  ...wholeRooms.map((room) => `${room}/**/*.ts`),
  ...pureReplication.map((file) => `src/engine/replication/${file}`),
]
