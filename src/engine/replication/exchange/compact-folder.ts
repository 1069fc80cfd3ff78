import { CodecError } from '../../binary/index.ts'
import { decodeRange, type Range, type RangePorts } from '../../codec/index.ts'
import { HashChain, clockSkewMaxMs } from '../../event/index.ts'
import type { LogId } from '../../identifier/index.ts'
import { endsIn, type VersionEntry, namedBlocks, sortedEntries } from '../../log/index.ts'
import { type Clock, DiskTrouble, type ShareSession } from '../../ports/index.ts'
import {
  type CompactionNotes,
  coveredBlocks,
  type Covering,
  heldIn,
  logFolder,
  type LogNote,
  type NamedBlock,
  notesBytes,
  parseNotes,
  paths,
} from '../../storage/folder/index.ts'
import { dropColdVersions } from './drop-cold-versions.ts'
import { dropUnfinished } from './drop-unfinished.ts'
import { carriedOut, ExchangeInterrupted, type ExchangeTrouble, presentOrNull } from './exchange-trouble.ts'
import { noVersions, readVersions } from './pull.ts'

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
  const { versions, cold: under } = await readVersions(session, ports.digest, noVersions)
  const logs = new Map<string, LogNote>()
  let removed = 0
  let isDone = true
  for (const entry of sortedEntries(versions)) {
    const note = notes.logs.get(entry.log) ?? null
    const removalsMax = rules.removalsMax - removed
    const isDue = note !== null && isOldEnough(note, nowMs, rules)
    const outcome = isDue ? await compactLog(session, ports, { entry, note, removalsMax }) : nothingRemoved
    removed += outcome.removed
    isDone &&= outcome.isDone
    logs.set(entry.log, nextNote(entry, note, { nowMs, isCleaned: isDue && outcome.isDone }))
  }
  // While more could go, the next visit goes on at once.
  const checkedMs = isDone ? nowMs : 0
  const unfinished = await dropUnfinished(session, notes.unfinished, nowMs)
  const named = under?.name ?? null
  const cold = await dropColdVersions(session, notes.coldVersions, { named, nowMs, graceMs: rules.graceMs })
  carriedOut(
    await session.writeWhole(
      paths.compaction,
      notesBytes({ checkedMs, logs, unfinished, coldVersions: cold }),
    ),
  )
  return { kind: 'compacted', removed, isDone }
}

const nothingRemoved = { removed: 0, isDone: true }

// A time ahead of this clock is from a clock that is wrong, this one or the other.
const isRecent = ({ checkedMs }: CompactionNotes, nowMs: number, rules: CompactionRules): boolean =>
  checkedMs <= nowMs + clockSkewMaxMs && nowMs - checkedMs < rules.checkEveryMs

const isOldEnough = ({ seq, sinceMs, cleanSeq }: LogNote, nowMs: number, rules: CompactionRules): boolean =>
  cleanSeq < seq && nowMs - sinceMs >= rules.graceMs

/** Pure: what is noted of a line from now on. The grace of what has come since begins when it is first seen. */
const nextNote = (
  { seq }: VersionEntry,
  note: LogNote | null,
  { nowMs, isCleaned }: { readonly nowMs: number; readonly isCleaned: boolean },
): LogNote => {
  if (!note || note.sinceMs > nowMs + clockSkewMaxMs)
    return { seq, sinceMs: nowMs, cleanSeq: note?.cleanSeq ?? 0 }
  if (isCleaned) return { seq, sinceMs: nowMs, cleanSeq: note.seq }
  return note.cleanSeq >= note.seq && seq > note.seq ? { ...note, seq, sinceMs: nowMs } : note
}

const compactLog = async (
  session: ShareSession,
  ports: RangePorts,
  {
    entry,
    note,
    removalsMax,
  }: {
    readonly entry: VersionEntry
    readonly note: LogNote
    readonly removalsMax: number
  },
): Promise<{ readonly removed: number; readonly isDone: boolean }> => {
  const { log: logId, seq } = entry
  const names = presentOrNull(await session.list(logFolder(logId))) ?? []
  const chain = new HashChain(ports.digest)
  const shown = shownNames(entry)
  let left = removalsMax
  // Never by more than the heads show: what visitors are told to read is always there.
  for (const covering of coveredBlocks(names, Math.min(seq, note.seq))) {
    const range = await reopened(session, ports, logId, covering)
    const held = range ? heldIn(range, covering, chain).filter(({ name }) => !shown.has(name)) : []
    await removeAll(session, logId, held.slice(0, left))
    if (held.length > left) return { removed: removalsMax, isDone: false }
    left -= held.length
  }
  return { removed: removalsMax - left, isDone: true }
}

// A line with two histories: what the longer one covers may be where the shorter one ends.
const shownNames = (entry: VersionEntry): ReadonlySet<string> =>
  new Set(
    endsIn(entry).flatMap(({ seq, blockEnds }) =>
      namedBlocks(seq).map(({ first, last }, index) => `${first}-${last}.${blockEnds[index] ?? ''}`),
    ),
  )

const removeAll = async (
  session: ShareSession,
  logId: LogId,
  blocks: readonly NamedBlock[],
): Promise<void> => {
  const answers = await Promise.all(blocks.map(({ name }) => session.remove(`${logFolder(logId)}/${name}`)))
  // What is not there any more was removed by somebody else.
  for (const answer of answers) presentOrNull(answer)
}

/** The covering block as it lies there now; null where it is not there or damaged, and then covers nothing. */
const reopened = async (
  session: ShareSession,
  ports: RangePorts,
  logId: LogId,
  { by }: Covering,
): Promise<Range | null> => {
  const bytes = presentOrNull(await session.read(`${logFolder(logId)}/${by.name}`))
  try {
    const range = bytes && decodeRange(bytes, ports)
    return range?.log === logId ? range : null
  } catch (trouble) {
    if (trouble instanceof CodecError) return null
    throw trouble
  }
}
