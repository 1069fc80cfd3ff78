import { CodecError } from '../../binary/index.ts'
import { decodeRange, type Range, type RangePorts } from '../../codec/index.ts'
import { HashChain, clockSkewMaxMs } from '../../event/index.ts'
import type { LogId } from '../../identifier/index.ts'
import { endsIn, type VersionEntry, namedBlocks, sortedEntries } from '../../log/index.ts'
import { type Clock, type ShareSession } from '../../ports/index.ts'
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
import { carriedOut, type ExchangeRefusal, exchangeRefusalOf, presentOrNull } from './exchange-trouble.ts'
import { noVersions, readVersions } from './pull.ts'

export interface CompactionRules {
  /**
   * Delay before a covered block is removed. Must exceed any cache's lifetime and any exchange's duration.
   */
  readonly graceMs: number
  readonly checkEveryMs: number
  /** Per pass. */
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
      /** False if more blocks could be removed now. */
      readonly isDone: boolean
    }
  | ExchangeRefusal

interface CompactionPorts extends RangePorts {
  readonly clock: Pick<Clock, 'nowMs'>
}

export const compactFolder = async (
  session: ShareSession,
  ports: CompactionPorts,
  rules: CompactionRules = defaultCompactionRules,
): Promise<CompactionOutcome> => {
  try {
    return await compact(session, ports, rules)
  } catch (trouble) {
    return exchangeRefusalOf(trouble)
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
  const { versions, cold: coldInUse } = await readVersions(session, ports.digest, noVersions)
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
  // An unfinished pass makes the next one due at once.
  const checkedMs = isDone ? nowMs : 0
  const unfinished = await dropUnfinished(session, notes.unfinished, nowMs)
  const named = coldInUse?.name ?? null
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

// Ignores times in the future: a clock is wrong.
const isRecent = ({ checkedMs }: CompactionNotes, nowMs: number, rules: CompactionRules): boolean =>
  checkedMs <= nowMs + clockSkewMaxMs && nowMs - checkedMs < rules.checkEveryMs

const isOldEnough = ({ seq, sinceMs, cleanSeq }: LogNote, nowMs: number, rules: CompactionRules): boolean =>
  cleanSeq < seq && nowMs - sinceMs >= rules.graceMs

/** The grace period of new blocks starts when a pass first sees them. Pure. */
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
  // Every block that the published version vector names must remain.
  for (const covering of coveredBlocks(names, Math.min(seq, note.seq))) {
    const range = await reopened(session, ports, logId, covering)
    const held = range ? heldIn(range, covering, chain).filter(({ name }) => !shown.has(name)) : []
    await removeAll(session, logId, held.slice(0, left))
    if (held.length > left) return { removed: removalsMax, isDone: false }
    left -= held.length
  }
  return { removed: removalsMax - left, isDone: true }
}

// In a forked log, the longer history may cover the last block of the shorter one.
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
  // Another compactor may have removed it already.
  for (const answer of answers) presentOrNull(answer)
}

/** Returns null if the block is missing or damaged, and so covers nothing. */
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
