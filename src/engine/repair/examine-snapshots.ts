import type { RangePorts } from '../codec/index.ts'
import { Chain } from '../event/index.ts'
import { type BranchParts, CausalLog } from '../log/index.ts'
import { canonicalState, FileState } from '../merge/index.ts'
import type { Digest, Disk } from '../ports/index.ts'
import {
  checkPlaces,
  decodeSnapshot,
  listSnapshots,
  type NamedSnapshot,
  type Snapshot,
  snapshotChecksum,
} from '../storage/snapshot/index.ts'
import { damaged, type Finding, isFinding, readOrFind } from './finding.ts'
import type { KnownLines } from './known-lines.ts'

/**
 * Holds every snapshot against the events that it was folded from, by folding them once more. A bad one costs nobody
 * anything but time: a copy is opened from its events then.
 */
export const examineSnapshots = (disk: Disk, ports: RangePorts, known: KnownLines): readonly Finding[] =>
  listSnapshots(disk).flatMap((named) => examineSnapshot(disk, ports, named, known) ?? [])

const examineSnapshot = (
  disk: Disk,
  ports: RangePorts,
  { path, events, checksumStart }: NamedSnapshot,
  known: KnownLines,
): Finding | null => {
  const bytes = disk.read(path)
  if (!bytes) return null
  const read = readOrFind({ path, bytes }, ports.digest, () => readWhole(decodeSnapshot(bytes, ports)))
  if (isFinding(read)) return read
  if (read.events !== events || !snapshotChecksum(bytes)?.startsWith(checksumStart))
    return damaged(path, 'it is another snapshot than its name says')
  const folded = foldedUpTo(read.branches, known, ports.digest)
  if (folded === null) return damaged(path, 'it was folded from events that are not here')
  return folded === read.text ? null : damaged(path, 'it is not what its events fold to')
}

/** Whatever rests in a snapshot is read, so that nothing of it is found to be bad later. Throws CodecError. */
export const readWhole = ({ events, file, log, signatures }: Snapshot) => {
  checkPlaces(file.state)
  const state = new FileState(file.state)
  state.parts()
  for (const line of signatures.lines()) signatures.of(line)
  const resting = log.resting.lines().flatMap((line) => log.resting.parts(line) ?? [])
  return { events, branches: [...log.awake, ...resting], text: canonicalState(state) }
}

/** What the events come to that a snapshot was folded from; null where they are not all here. */
const foldedUpTo = (branches: readonly BranchParts[], known: KnownLines, digest: Digest): string | null => {
  let state = new FileState()
  const folding = new CausalLog(new Chain(digest), {
    apply: (line, seq, event) => state.apply({ line, seq }, event),
    abandoned: (...told) => state.hierarchy.abandoned(...told),
    foldAnew: () => (state = new FileState()),
  })
  for (const branch of branches) {
    const history = known.histories.historyWith(branch.line, branch.seq, branch.hash)
    if (!history) return null
    if (branch.seq > 0) folding.offer(history.rangeOf({ first: 1, last: branch.seq }))
  }
  folding.applyReady()
  return canonicalState(state)
}
