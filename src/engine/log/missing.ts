import type { LogId } from '../identifier/index.ts'
import { type Block, blockEventsMax, blocksBetween } from './block.ts'
import type { EventLog } from './event-log.ts'
import {
  endsIn,
  type VersionVector,
  type VersionEntry,
  namedBlocks,
  sortedEntries,
} from './version-vector.ts'

export interface LogsHere {
  readonly receivedSeq: (logId: LogId) => number
  readonly isForked: (logId: LogId) => boolean
  /** Called far more often than `historyWith`. */
  readonly holds: (logId: LogId, seq: number, hash: string) => boolean
  /** Returns null if no history here contains the event. */
  readonly historyWith: (logId: LogId, seq: number, hash: string) => EventLog | null
  /** In any history of the log. */
  readonly holdsBlock: (logId: LogId, seq: number, hashStart: string) => boolean
}

/** Oldest first. `hashStart` is null if only a listing can tell it. */
export interface MissingBlocks {
  readonly log: LogId
  readonly have: number
  readonly seq: number
  readonly blocks: readonly (Block & { readonly hashStart: string | null })[]
  /** The names of the blocks, all of them here, tell where the histories part. */
  readonly isForked: boolean
}

/** A claim of 2^53 events must not make us name their blocks. The next exchange brings the rest. */
const blocksAtOnceMax = 4096

/** Sorted by log. `stray` logs have forked although their ends do not show it. */
export const missingHere = (
  theirs: VersionVector,
  here: LogsHere,
  stray: ReadonlySet<LogId> = new Set(),
): readonly MissingBlocks[] => {
  const missing: MissingBlocks[] = []
  for (const entry of sortedEntries(theirs)) {
    const have = here.receivedSeq(entry.log)
    const isPlain = !entry.others && !stray.has(entry.log) && !here.isForked(entry.log)
    if (isPlain && have < entry.seq) missing.push(missingOf(entry, have, false))
    else if (!isHere(entry, here)) missing.push(...missingEnds(entry, here))
  }
  return missing
}

const missingEnds = (entry: VersionEntry, here: LogsHere): readonly MissingBlocks[] =>
  endsIn(entry)
    .filter((end) => !isEndHere(end, here))
    .map((end) => missingOf(end, 0, true))

const missingOf = (entry: VersionEntry, have: number, isForked: boolean): MissingBlocks => {
  const { log: logId, seq, blockEnds } = entry
  const ends = new Map(namedBlocks(seq).map((block, index) => [block.last, blockEnds[index] ?? null]))
  const until = Math.min(seq, have - (have % blockEventsMax) + blocksAtOnceMax * blockEventsMax)
  const blocks = blocksBetween(have, until).map((block) => ({
    ...block,
    hashStart: ends.get(block.last) ?? null,
  }))
  return { log: logId, have, seq, blocks, isForked }
}

const isEndHere = ({ log: logId, seq, hash }: VersionEntry, here: LogsHere): boolean =>
  here.holds(logId, seq, hash)

const isHere = (entry: VersionEntry, here: LogsHere): boolean =>
  isEndHere(entry, here) && (!entry.others || entry.others.every((end) => isEndHere(end, here)))

export const lacksNothing = (theirs: VersionVector, here: LogsHere): boolean => {
  for (const entry of theirs.values()) if (!isHere(entry, here)) return false
  return true
}

/** The hash at its end tells its history. */
export interface Unsent {
  readonly log: LogId
  readonly theirSeq: number
  readonly seq: number
  readonly hash: string
}

export const missingThere = (
  mine: VersionVector,
  theirs: VersionVector,
  here: LogsHere,
): readonly Unsent[] => {
  const unsent: Unsent[] = []
  for (const entry of sortedEntries(mine)) {
    const their = theirs.get(entry.log)
    if (entry.others || their?.others) {
      for (const end of endsIn(entry)) addUnsent(unsent, end, sharedSeq(end, endsIn(their), here))
    } else addUnsent(unsent, entry, their?.seq ?? 0)
  }
  return unsent
}

const addUnsent = (unsent: Unsent[], { log: logId, seq, hash }: VersionEntry, theirSeq: number): void => {
  if (seq > theirSeq) unsent.push({ log: logId, theirSeq, seq, hash })
}

const sharedSeq = (end: VersionEntry, theirs: readonly VersionEntry[], here: LogsHere): number => {
  const own = here.historyWith(end.log, end.seq, end.hash)
  const shared = theirs.map(({ log: logId, seq, hash }) => {
    const log = here.historyWith(logId, seq, hash)
    return own && log ? Math.min(seq, end.seq, own.sharedSeq(log)) : 0
  })
  return Math.max(0, ...shared)
}
