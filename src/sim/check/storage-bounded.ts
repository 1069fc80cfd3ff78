import { checks } from '../../plan/definitions/check/index.ts'
import type { StorageRecord } from '../record/index.ts'
import { everyRun, judgeOf } from './judge.ts'
import { judgementOf } from './verdict.ts'

const kib = 1024

/** A part of a folder by its bytes, with the formula's limit. */
interface Part {
  readonly name: string
  readonly bytes: number
  readonly mostBytes: number
}

/** The formula of docs/decisions/0004-storage.md. A day is shorter than compaction's grace, so all of its events may still lie in small blocks. */
export const storageBoundedJudge = judgeOf(checks.storageBounded, {
  applies: everyRun,
  judge: ({ storage }) => {
    const parts = storage.flatMap((folder) => partsOf(folder).map((part) => ({ folder, part })))
    const findings = [
      ...parts.flatMap(({ folder, part }) =>
        part.bytes > part.mostBytes
          ? [`${part.name} of ${folder.copy} are ${part.bytes} bytes, and ${part.mostBytes} is the most`]
          : [],
      ),
      ...storage.flatMap((folder) => tooManyBlocks(folder)),
    ]
    if (parts.every(({ part }) => part.bytes === 0)) findings.push('there was nothing to look at')
    const bytes = parts.reduce((sum, { part }) => sum + part.bytes, 0)
    const most = parts.reduce((sum, { part }) => sum + part.mostBytes, 0)
    return judgementOf(`${storage.length} folders hold ${bytes} bytes, and ${most} is the most`, findings)
  },
})

const partsOf = ({ held, counts }: StorageRecord): readonly Part[] => {
  const { logs, events, eventBytes, versions, versionBytes, documents, values } = counts
  const eachBytes = eventBytes + 3 * events
  return [
    {
      name: 'blocks',
      bytes: held.ranges,
      mostBytes: eachBytes + 128 * (Math.ceil(events / 256) + 9 * logs) + 4 * eachBytes + 128 * events,
    },
    // One flush may hold a whole exchange.
    { name: 'journal segments', bytes: held.journal, mostBytes: 2 * 256 * kib + eachBytes + 64 * events },
    { name: 'heads', bytes: held.heads, mostBytes: 32 + 176 * logs + 8 * kib },
    {
      name: 'snapshots',
      bytes: held.snapshots,
      mostBytes: 2 * (eventBytes + 64 * values + 9 * events + 500 * logs + 100 * versions),
    },
    { name: 'notes', bytes: held.notes, mostBytes: 100 * logs + 200 * versions + 400 },
    { name: 'notes on files', bytes: held.workingNotes, mostBytes: 300 * (4 * documents + 64 + 2) },
    { name: 'cards of visitors', bytes: held.visitors, mostBytes: logs * (400 + 40 * logs) },
    // A small version is stored once. A large one is stored as chunks, with 40 bytes for each, of 1 KiB or
    // more.
    {
      name: 'documents',
      bytes: held.documents,
      mostBytes: versionBytes + versionBytes / 16 + kib * versions,
    },
    { name: 'pieces of transfers', bytes: held.incoming, mostBytes: versionBytes + kib * versions },
    { name: 'files people work in', bytes: held.working, mostBytes: versionBytes },
  ]
}

const tooManyBlocks = ({ copy, held, counts }: StorageRecord): string[] => {
  const most = Math.ceil(counts.events / 256) + 9 * counts.logs + counts.events
  return held.blocks > most ? [`${copy} has ${held.blocks} blocks, and ${most} is the most`] : []
}
