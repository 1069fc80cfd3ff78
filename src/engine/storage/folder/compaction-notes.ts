import { isLogIdText, jsonBytes, parseJson } from './copy-identity.ts'

export interface LogNote {
  /** Seen complete in canonical blocks up to this event… */
  readonly seq: number
  /** …at this time by the observer's clock, in milliseconds since 1970. */
  readonly sinceMs: number
  /** Free of covered blocks up to this event. */
  readonly cleanSeq: number
}

export interface UnfinishedNote {
  readonly sizeBytes: number
  readonly sinceMs: number
}

/** Notes that visitors leave each other about compacting a folder. */
export interface CompactionNotes {
  readonly checkedMs: number
  readonly logs: ReadonlyMap<string, LogNote>
  /** By file name of the partial transfer. */
  readonly unfinished: ReadonlyMap<string, UnfinishedNote>
  /** Cold version vectors that the current one does not name, and since when, in milliseconds since 1970. */
  readonly coldVersions: ReadonlyMap<string, number>
}

export const noNotes: CompactionNotes = {
  checkedMs: Number.NEGATIVE_INFINITY,
  logs: new Map(),
  unfinished: new Map(),
  coldVersions: new Map(),
}

/** Treats unreadable notes as missing, which only delays removals. */
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
    // Omits the usual empty map.
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
