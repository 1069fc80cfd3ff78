import { CodecError } from '../../binary/index.ts'
import { decodeRange, type Range, type RangePorts } from '../../codec/index.ts'
import { Chain, stampAheadMaxMs } from '../../event/index.ts'
import type { LineId } from '../../identifier/index.ts'
import { endsIn, type HeadsEntry, namedBlocks, sortedEntries } from '../../log/index.ts'
import { type Clock, DiskTrouble, type ShareSession } from '../../ports/index.ts'
import {
  type CompactionNotes,
  coveredBlocks,
  type Covering,
  heldIn,
  lineFolder,
  type LineNote,
  type NamedBlock,
  notesBytes,
  parseNotes,
  paths,
} from '../../storage/folder/index.ts'
import { dropResting } from './drop-resting.ts'
import { dropUnfinished } from './drop-unfinished.ts'
import { noHeads, readHeads } from './pull.ts'
import { carriedOut, ExchangeInterrupted, type ExchangeTrouble, presentOrNull } from './trouble.ts'

export interface CompactionRules {
  /** How long a block was covered before it is removed: longer than any cache of names or bytes, and than any exchange. */
  readonly graceMs: number
  /** How often somebody looks at all. */
  readonly checkEveryMs: number
  /** So many files are removed at one visit; the rest at the next. */
  readonly removalsMax: number
}

const hourMs = 60 * 60 * 1000

export const defaultCompactionRules: CompactionRules = {
  graceMs: 24 * hourMs,
  checkEveryMs: hourMs,
  removalsMax: 200,
}

export type CompactionOutcome =
  | {
      readonly kind: 'compacted'
      readonly removed: number
      /** False where more could be removed now. */
      readonly isDone: boolean
    }
  | { readonly kind: 'interrupted'; readonly trouble: ExchangeTrouble }
  | { readonly kind: 'disk-trouble'; readonly trouble: DiskTrouble }

interface CompactionPorts extends RangePorts {
  readonly clock: Pick<Clock, 'nowMs'>
}

/**
 * Removes small blocks that a larger one has covered for a while, from one's own folder or as a visitor: over a parent
 * file on a share no program runs. A block goes only after the one that covers it was opened again and holds it, event by
 * event; a listing that is old shows less or more of what could go, and decides nothing.
 */
export const compactFolder = async (
  session: ShareSession,
  ports: CompactionPorts,
  rules: CompactionRules = defaultCompactionRules,
): Promise<CompactionOutcome> => {
  try {
    return await compact(session, ports, rules)
  } catch (trouble) {
    if (trouble instanceof ExchangeInterrupted) return { kind: 'interrupted', trouble: trouble.trouble }
    if (trouble instanceof DiskTrouble) return { kind: 'disk-trouble', trouble }
    throw trouble
  }
}

const compact = async (
  session: ShareSession,
  ports: CompactionPorts,
  rules: CompactionRules,
): Promise<CompactionOutcome> => {
  const nowMs = ports.clock.nowMs()
  const notes = parseNotes(presentOrNull(await session.read(paths.compaction)))
  if (isRecent(notes, nowMs, rules)) return { kind: 'compacted', removed: 0, isDone: true }
  const { heads, resting: under } = await readHeads(session, ports.digest, noHeads)
  const lines = new Map<string, LineNote>()
  let removed = 0
  let isDone = true
  for (const entry of sortedEntries(heads)) {
    const note = notes.lines.get(entry.line) ?? null
    const removalsMax = rules.removalsMax - removed
    const isDue = note !== null && isOldEnough(note, nowMs, rules)
    const line = isDue ? await compactLine(session, ports, { entry, note, removalsMax }) : nothingRemoved
    removed += line.removed
    isDone &&= line.isDone
    lines.set(entry.line, nextNote(entry, note, { nowMs, isCleaned: isDue && line.isDone }))
  }
  // While more could go, the next visit goes on at once.
  const checkedMs = isDone ? nowMs : 0
  const unfinished = await dropUnfinished(session, notes.unfinished, nowMs)
  const named = under?.name ?? null
  const resting = await dropResting(session, notes.resting, { named, nowMs, graceMs: rules.graceMs })
  carriedOut(
    await session.writeWhole(paths.compaction, notesBytes({ checkedMs, lines, unfinished, resting })),
  )
  return { kind: 'compacted', removed, isDone }
}

const nothingRemoved = { removed: 0, isDone: true }

// A time ahead of this clock is from a clock that is wrong, this one or the other.
const isRecent = ({ checkedMs }: CompactionNotes, nowMs: number, rules: CompactionRules): boolean =>
  checkedMs <= nowMs + stampAheadMaxMs && nowMs - checkedMs < rules.checkEveryMs

const isOldEnough = ({ seq, sinceMs, cleanSeq }: LineNote, nowMs: number, rules: CompactionRules): boolean =>
  cleanSeq < seq && nowMs - sinceMs >= rules.graceMs

/** Pure: what is noted of a line from now on. The grace of what has come since begins when it is first seen. */
const nextNote = (
  { seq }: HeadsEntry,
  note: LineNote | null,
  { nowMs, isCleaned }: { readonly nowMs: number; readonly isCleaned: boolean },
): LineNote => {
  if (!note || note.sinceMs > nowMs + stampAheadMaxMs)
    return { seq, sinceMs: nowMs, cleanSeq: note?.cleanSeq ?? 0 }
  if (isCleaned) return { seq, sinceMs: nowMs, cleanSeq: note.seq }
  return note.cleanSeq >= note.seq && seq > note.seq ? { ...note, seq, sinceMs: nowMs } : note
}

const compactLine = async (
  session: ShareSession,
  ports: RangePorts,
  {
    entry,
    note,
    removalsMax,
  }: {
    readonly entry: HeadsEntry
    readonly note: LineNote
    readonly removalsMax: number
  },
): Promise<{ readonly removed: number; readonly isDone: boolean }> => {
  const { line, seq } = entry
  const names = presentOrNull(await session.list(lineFolder(line))) ?? []
  const chain = new Chain(ports.digest)
  const shown = shownNames(entry)
  let left = removalsMax
  // Never by more than the heads show: what visitors are told to read is always there.
  for (const covering of coveredBlocks(names, Math.min(seq, note.seq))) {
    const range = await reopened(session, ports, line, covering)
    const held = range ? heldIn(range, covering, chain).filter(({ name }) => !shown.has(name)) : []
    await removeAll(session, line, held.slice(0, left))
    if (held.length > left) return { removed: removalsMax, isDone: false }
    left -= held.length
  }
  return { removed: removalsMax - left, isDone: true }
}

// A line with two histories: what the longer one covers may be where the shorter one ends.
const shownNames = (entry: HeadsEntry): ReadonlySet<string> =>
  new Set(
    endsIn(entry).flatMap(({ seq, blockEnds }) =>
      namedBlocks(seq).map(({ first, last }, index) => `${first}-${last}.${blockEnds[index] ?? ''}`),
    ),
  )

const removeAll = async (
  session: ShareSession,
  line: LineId,
  blocks: readonly NamedBlock[],
): Promise<void> => {
  const answers = await Promise.all(blocks.map(({ name }) => session.remove(`${lineFolder(line)}/${name}`)))
  // What is not there any more was removed by somebody else.
  for (const answer of answers) presentOrNull(answer)
}

/** The covering block as it lies there now; null where it is not there or damaged, and then covers nothing. */
const reopened = async (
  session: ShareSession,
  ports: RangePorts,
  line: LineId,
  { by }: Covering,
): Promise<Range | null> => {
  const bytes = presentOrNull(await session.read(`${lineFolder(line)}/${by.name}`))
  try {
    const range = bytes && decodeRange(bytes, ports)
    return range?.line === line ? range : null
  } catch (trouble) {
    if (trouble instanceof CodecError) return null
    throw trouble
  }
}
