import type { Dep, HashChain } from '../event/index.ts'
import type { Dot, LogId } from '../identifier/index.ts'
import { must } from '../invariant.ts'
import type { HistoryParts, ColdLogs, SavedLogs } from './cold-logs.ts'
import { EventLog } from './event-log.ts'
import { dotsMeant } from './fork-references.ts'
import {
  type History,
  endsOf,
  versionEntryOf,
  isLogBeyond,
  namesIn,
  type NamedSpan,
  newHistory,
} from './history.ts'
import { LogBase, type ReadBlock } from './log-base.ts'
import type { LogsHere, Unsent } from './missing.ts'
import type { VersionVector, VersionEntry } from './version-vector.ts'

/** A line with several histories: up to where they are the same, and what each goes on as. */
export interface Fork {
  readonly log: LogId
  readonly seq: number
  readonly historyIds: readonly LogId[]
}

/** What is here of all lines: of most there is one history, and its end is the line's head. */
export class Histories implements LogsHere {
  readonly #chain: HashChain
  /** By name: lines, and the branches of those that were split. */
  readonly #histories = new Map<LogId, History>()
  /** The same by name in order; null since one came up. */
  #sorted: readonly History[] | null = null
  #cold: ColdLogs | null = null
  #read: ReadBlock | null = null
  #unmentioned: { readonly beside: ReadonlyMap<LogId, number>; readonly logs: readonly LogId[] } | null = null

  constructor(chain: HashChain) {
    this.#chain = chain
  }

  /** Goes on with what was written down; `read` gives the events of it. To be called before anything else is here. */
  restore({ cold, loaded }: SavedLogs, read: ReadBlock): void {
    this.#cold = cold
    this.#read = read
    for (const parts of loaded) this.#historyOf(parts)
    for (const { id, sides } of loaded)
      for (const { fork, side, since } of sides)
        this.line(id).sides.set(fork, { side: this.line(side), since })
  }

  /** Lets go of events that lie in files by now. */
  unload(read: ReadBlock): void {
    for (const { log } of this.awake()) log.unload(read)
  }

  /** By name, in order: all of them, and nothing rests afterwards. */
  all(): readonly History[] {
    for (const getOrCreate of this.#cold?.logs() ?? []) this.get(getOrCreate)
    return this.awake()
  }

  /** The same without those that rest: of these there is one history, and all of it is folded. */
  awake(): readonly History[] {
    this.#sorted ??= [...this.#histories.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
    return this.#sorted
  }

  /** Those that were written down and were not asked for since. */
  get resting(): ColdLogs | null {
    return this.#cold
  }

  get(logId: LogId): History | null {
    return this.#histories.get(logId) ?? (this.#cold && this.#load(this.#cold, logId))
  }

  /** The line, which begins now if nothing of it is here. */
  line(logId: LogId): History {
    return this.get(logId) ?? this.add(newHistory(logId, new EventLog(logId, this.#chain), null, 0))
  }

  add(history: History): History {
    this.#histories.set(history.id, history)
    this.#sorted = null
    return history
  }

  /** Of a branch, with all that came before it. */
  log(logId: LogId): EventLog | null {
    return this.get(logId)?.log ?? null
  }

  receivedSeq(logId: LogId): number {
    return this.#histories.get(logId)?.log.seq ?? this.#cold?.seqOf(logId) ?? 0
  }

  appliedSeq(logId: LogId): number {
    return this.#histories.get(logId)?.appliedSeq ?? this.#cold?.seqOf(logId) ?? 0
  }

  /** The hash of an event that is here; of what comes before a line's first for 0. */
  hashAt(logId: LogId, seq: number): string {
    return this.log(logId)?.hashAt(seq) ?? this.#chain.start(logId)
  }

  /** Whether that event stands in a history that is here. */
  holds(logId: LogId, seq: number, hash: string): boolean {
    const cold = this.#cold?.seqOf(logId) ?? 0
    if (cold > 0 && seq > cold) return false
    if (cold > 0 && seq === cold) return this.#cold?.entry(logId)?.hash === hash
    return this.#endWith(logId, seq, hash) !== null
  }

  historyWith(logId: LogId, seq: number, hash: string): EventLog | null {
    return this.#endWith(logId, seq, hash)?.log ?? null
  }

  holdsBlock(logId: LogId, seq: number, hashStart: string): boolean {
    const root = this.get(logId)
    if (!root) return false
    return endsOf(root).some(({ log }) => log.seq >= seq && log.hashAt(seq).startsWith(hashStart))
  }

  isForked(line: LogId): boolean {
    return (this.#histories.get(line)?.children.length ?? 0) > 0
  }

  /** By the line's name. */
  forks(): readonly Fork[] {
    return this.awake().flatMap(({ id, log, children }) => {
      const historyIds = children.map((child) => child.id).sort()
      return children.length > 0 ? [{ log: id, seq: log.seq, historyIds }] : []
    })
  }

  /** The line whose copy wrote it, of which a branch is a part. */
  rootOf(logId: LogId): LogId {
    return this.#histories.get(logId)?.log.id ?? logId
  }

  /** Under which names the events of a stretch were applied, the oldest first. */
  namesOf({ log: logId, theirSeq, seq, hash }: Unsent): readonly NamedSpan[] {
    const end = this.#endWith(logId, seq, hash)
    return end ? namesIn(end, theirSeq, seq) : []
  }

  /** Those that rest, and that go further than `mentioned` says. */
  coldBeyond(mentioned: ReadonlyMap<LogId, number>): readonly Dep[] {
    if (!this.#cold) return []
    // What was mentioned once is mentioned for good: only what was not is looked at again.
    if (this.#unmentioned?.beside !== mentioned)
      this.#unmentioned = { beside: mentioned, logs: this.#cold.logs() }
    const cold = this.#cold
    const logs = this.#unmentioned.logs.filter((logId) => cold.seqOf(logId) > (mentioned.get(logId) ?? 0))
    this.#unmentioned = { beside: mentioned, logs }
    return logs.flatMap((logId) => {
      const entry = cold.entry(logId)
      return entry ? [{ log: logId, seq: entry.seq, hashStart: entry.hash.slice(0, 8) }] : []
    })
  }

  /** The names of an event that was known by that dot; several where its line was split since. */
  dotsMeant(dot: Dot): readonly Dot[] {
    return dotsMeant(this.get(dot.log), dot)
  }

  versions(): VersionVector {
    const versions = new Map<LogId, VersionEntry>()
    for (const history of this.awake()) {
      if (!history.parent && (history.log.seq > 0 || history.children.length > 0)) {
        versions.set(history.id, versionEntryOf(history))
      }
    }
    return this.#withCold(versions)
  }

  /** How far each history of a line was applied, and the hash there. Empty where nothing of it is here. */
  appliedEnds(logId: LogId): readonly { readonly seq: number; readonly hash: string }[] {
    const root = this.get(logId)
    const ends = root ? endsOf(root).map(appliedEnd) : []
    return ends.filter(({ hash }, index) => ends.findIndex((end) => end.hash === hash) === index)
  }

  /** How many events are here beyond what `theirSeq` says of each line. */
  eventsBeyond(theirSeq: (logId: LogId) => number): number {
    return [...this.versions().values()].reduce(
      (sum, { log: logId, seq }) => sum + Math.max(0, seq - theirSeq(logId)),
      0,
    )
  }

  /** Whether anything is here beyond what `theirs` shows. */
  isBeyond(theirs: VersionVector): boolean {
    for (const [logId, history] of this.#histories) {
      if (!history.parent && isLogBeyond(history, theirs.get(logId))) return true
    }
    return (this.#cold?.logs() ?? []).some((logId) => this.#isColdBeyond(logId, theirs.get(logId)))
  }

  #isColdBeyond(logId: LogId, their: VersionEntry | undefined): boolean {
    if (!their?.others) return (this.#cold?.seqOf(logId) ?? 0) > (their?.seq ?? 0)
    const root = this.get(logId)
    return root !== null && isLogBeyond(root, their)
  }

  #withCold(loaded: Map<LogId, VersionEntry>): VersionVector {
    const logs = this.#cold?.logs() ?? []
    if (logs.length === 0) return loaded
    const entries = logs.flatMap((logId) => this.#cold?.entry(logId) ?? [])
    const all = [...loaded.values(), ...entries].sort((a, b) => (a.log < b.log ? -1 : 1))
    return new Map(all.map((entry) => [entry.log, entry]))
  }

  #load(cold: ColdLogs, logId: LogId): History | null {
    const parts = cold.load(logId)
    return parts && this.#historyOf(parts)
  }

  #historyOf(parts: HistoryParts): History {
    const { id, log: logId, from, appliedSeq, emittedSeq, limit } = parts
    const read = must(this.#read, 'what was written down is read from somewhere')
    const parent = parts.parent === null ? null : this.line(parts.parent)
    const log = new EventLog(logId, this.#chain, new LogBase(logId, parts, this.#chain, read))
    const history = { ...newHistory(id, log, parent, from), appliedSeq, emittedSeq, limit }
    parent?.children.push(history)
    return this.add(history)
  }

  #endWith(logId: LogId, seq: number, hash: string): History | null {
    const root = this.get(logId)
    if (!root) return null
    const has = ({ log }: History): boolean => log.seq >= seq && log.hashAt(seq) === hash
    if (root.children.length === 0) return has(root) ? root : null
    return endsOf(root).find(has) ?? null
  }
}

const appliedEnd = (end: History): { readonly seq: number; readonly hash: string } => {
  let at = end
  while (at.parent && at.appliedSeq === at.from) at = at.parent
  return { seq: at.appliedSeq, hash: at.log.hashAt(at.appliedSeq) }
}
