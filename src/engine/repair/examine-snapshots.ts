import type { RangePorts } from '../codec/index.ts'
import { HashChain } from '../event/index.ts'
import { type HistoryParts, CausalLogs } from '../log/index.ts'
import { canonicalState, FileState } from '../merge/index.ts'
import type { Digest, Disk } from '../ports/index.ts'
import {
  checkAddresses,
  decodeSnapshot,
  listSnapshots,
  type NamedSnapshot,
  type Snapshot,
  snapshotChecksum,
} from '../storage/snapshot/index.ts'
import { damaged, type Finding, isFinding, readOrFind } from './finding.ts'
import type { KnownLogs } from './known-logs.ts'

/** Compares snapshots with a replay of their events. A bad one costs only time. */
export const examineSnapshots = (disk: Disk, ports: RangePorts, known: KnownLogs): readonly Finding[] =>
  listSnapshots(disk).flatMap((named) => examineSnapshot(disk, ports, named, known) ?? [])

const examineSnapshot = (
  disk: Disk,
  ports: RangePorts,
  { path, events, checksumStart }: NamedSnapshot,
  known: KnownLogs,
): Finding | null => {
  const bytes = disk.read(path)
  if (!bytes) return null
  const read = readOrFind({ path, bytes }, ports.digest, () => readWhole(decodeSnapshot(bytes, ports)))
  if (isFinding(read)) return read
  if (read.events !== events || !snapshotChecksum(bytes)?.startsWith(checksumStart))
    return damaged(path, 'it is another snapshot than its name says')
  const folded = foldedUpTo(read.branches, known, ports.digest)
  if (folded === null) return damaged(path, 'it was folded from events that are not here')
  return folded === read.text ? null : damaged(path, 'it differs from the state that its events give')
}

/** Decodes every part of a snapshot, so that no damage stays hidden. Throws CodecError. */
export const readWhole = ({ events, file, log, signatures }: Snapshot) => {
  checkAddresses(file.state)
  const state = new FileState(file.state)
  state.parts()
  for (const logId of signatures.logs()) signatures.of(logId)
  const cold = log.cold.logs().flatMap((logId) => log.cold.parts(logId) ?? [])
  return { events, branches: [...log.loaded, ...cold], text: canonicalState(state) }
}

/** Replays the events below a snapshot. Returns null if some are missing. */
const foldedUpTo = (histories: readonly HistoryParts[], known: KnownLogs, digest: Digest): string | null => {
  let state = new FileState()
  const folding = new CausalLogs(new HashChain(digest), {
    apply: (logId, seq, event) => state.apply({ log: logId, seq }, event),
    abandoned: (...args) => state.hierarchy.abandoned(...args),
    rebuild: () => (state = new FileState()),
  })
  for (const end of histories) {
    const history = known.histories.historyWith(end.log, end.seq, end.hash)
    if (!history) return null
    if (end.seq > 0) folding.offer(history.rangeOf({ first: 1, last: end.seq }))
  }
  folding.applyReady()
  return canonicalState(state)
}
