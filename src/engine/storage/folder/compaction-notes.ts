import { isLogIdText, jsonBytes, parseJson } from './copy-identity.ts'

/** How far one line is compacted in a folder. */
export interface LogNote {
  /** Seen to lie in its canonical blocks up to here… */
  readonly seq: number
  /** …at this time, by the clock of whoever saw it: milliseconds since 1970. */
  readonly sinceMs: number
  /** Up to here nothing is left to remove. */
  readonly cleanSeq: number
}

/** A piece of a transfer, and since when it has been as long as it is. */
export interface UnfinishedNote {
  readonly sizeBytes: number
  readonly sinceMs: number
}

/** What visitors who do not know of each other leave to one another about compacting a folder. */
export interface CompactionNotes {
  /** When somebody last looked. */
  readonly checkedMs: number
  readonly logs: ReadonlyMap<string, LogNote>
  /** By the piece's name. */
  readonly unfinished: ReadonlyMap<string, UnfinishedNote>
  /** Heads at rest that the folder's heads do not name, and since when: milliseconds since 1970. */
  readonly coldVersions: ReadonlyMap<string, number>
}

export const noNotes: CompactionNotes = {
  checkedMs: Number.NEGATIVE_INFINITY,
  logs: new Map(),
  unfinished: new Map(),
  coldVersions: new Map(),
}

/** What cannot be read is as if it were not there: then it only takes longer until something is removed. */
export const parseNotes = (bytes: Uint8Array | null): CompactionNotes => {
  const { checkedMs, lines, unfinished, resting } = parseJson(bytes) ?? {}
  if (typeof checkedMs !== 'number' || typeof lines !== 'object' || lines === null) return noNotes
  const notes = Object.entries(lines).flatMap(([logId, note]) =>
    isLogIdText(logId) && isNote(note) ? [[logId, note] as const] : [],
  )
  return {
    checkedMs,
    logs: new Map(notes),
    unfinished: unfinishedIn(unfinished),
    coldVersions: coldVersionsIn(resting),
  }
}

export const notesBytes = ({
  checkedMs,
  logs,
  unfinished,
  coldVersions: resting,
}: CompactionNotes): Uint8Array =>
  jsonBytes({
    checkedMs,
    lines: sortedObject(logs),
    // Mostly there are none, and nothing is said of them.
    ...(unfinished.size > 0 ? { unfinished: sortedObject(unfinished) } : {}),
    ...(resting.size > 0 ? { resting: sortedObject(resting) } : {}),
  })

const sortedObject = <T>(entries: ReadonlyMap<string, T>): Record<string, T> =>
  Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)))

const unfinishedIn = (json: unknown): ReadonlyMap<string, UnfinishedNote> => {
  if (typeof json !== 'object' || json === null) return new Map()
  return new Map(
    Object.entries(json).filter((entry): entry is [string, UnfinishedNote] => isUnfinished(entry[1])),
  )
}

const coldVersionsIn = (json: unknown): ReadonlyMap<string, number> => {
  if (typeof json !== 'object' || json === null) return new Map()
  return new Map(
    Object.entries(json).filter(
      (entry): entry is [string, number] => Number.isSafeInteger(entry[1]) && Number(entry[1]) >= 0,
    ),
  )
}

const isNote = (note: unknown): note is LogNote => hasCounts(note, ['seq', 'sinceMs', 'cleanSeq'])

const isUnfinished = (note: unknown): note is UnfinishedNote => hasCounts(note, ['sizeBytes', 'sinceMs'])

const hasCounts = (note: unknown, names: readonly string[]): boolean => {
  if (typeof note !== 'object' || note === null) return false
  const counts = { ...note } as Record<string, unknown>
  return names.every((name) => Number.isSafeInteger(counts[name]) && Number(counts[name]) >= 0)
}
