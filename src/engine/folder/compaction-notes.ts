import { isLineText, jsonBytes, parseJson } from './identity.ts'

/** How far one line is compacted in a folder. */
export interface LineNote {
  /** Seen to lie in its canonical blocks up to here… */
  readonly seq: number
  /** …at this time, by the clock of whoever saw it: milliseconds since 1970. */
  readonly sinceMs: number
  /** Up to here nothing is left to remove. */
  readonly cleanSeq: number
}

/** What visitors who do not know of each other leave to one another about compacting a folder. */
export interface CompactionNotes {
  /** When somebody last looked. */
  readonly checkedMs: number
  readonly lines: ReadonlyMap<string, LineNote>
}

export const noNotes: CompactionNotes = { checkedMs: Number.NEGATIVE_INFINITY, lines: new Map() }

/** What cannot be read is as if it were not there: then it only takes longer until something is removed. */
export const parseNotes = (bytes: Uint8Array | null): CompactionNotes => {
  const { checkedMs, lines } = parseJson(bytes) ?? {}
  if (typeof checkedMs !== 'number' || typeof lines !== 'object' || lines === null) return noNotes
  const notes = Object.entries(lines).flatMap(([line, note]) =>
    isLineText(line) && isNote(note) ? [[line, note] as const] : [],
  )
  return { checkedMs, lines: new Map(notes) }
}

export const notesBytes = ({ checkedMs, lines }: CompactionNotes): Uint8Array =>
  jsonBytes({ checkedMs, lines: Object.fromEntries([...lines].sort(([a], [b]) => (a < b ? -1 : 1))) })

const isNote = (note: unknown): note is LineNote => {
  if (typeof note !== 'object' || note === null) return false
  const { seq, sinceMs, cleanSeq } = { ...note } as Record<string, unknown>
  return [seq, sinceMs, cleanSeq].every((each) => Number.isSafeInteger(each) && Number(each) >= 0)
}
