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

export interface Fork {
  readonly log: LogId
  readonly seq: number
  readonly historyIds: readonly LogId[]
}

/** All histories on this copy. Most logs have one. */
export class Histories implements LogsHere {
  readonly #chain: HashChain
  /** By id: logs, and the branches of forked ones. */
  readonly #histories = new Map<LogId, History>()
  /** Null after an addition. */
  #sorted: readonly History[] | null = null
  #cold: ColdLogs | null = null
  #read: ReadBlock | null = null
  #unmentioned: { readonly beside: ReadonlyMap<LogId, number>; readonly logs: readonly LogId[] } | null = null

  constructor(chain: HashChain) {
    this.#chain = chain
  }

  /** Call before adding anything else. */
  restore({ cold, loaded }: SavedLogs, read: ReadBlock): void {
    this.#cold = cold
    this.#read = read
    for (const parts of loaded) this.#historyOf(parts)
    for (const { id, sides } of loaded)
      for (const { fork, side, since } of sides)
        this.getOrCreate(id).sides.set(fork, { side: this.getOrCreate(side), since })
  }

  unload(read: ReadBlock): void {
    for (const { log } of this.loaded()) log.unload(read)
  }

  all(): readonly History[] {
    for (const logId of this.#cold?.logs() ?? []) this.get(logId)
    return this.loaded()
  }

  /** Excludes cold logs, which have one history, fully applied. */
  loaded(): readonly History[] {
    this.#sorted ??= [...this.#histories.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
    return this.#sorted
  }

  get cold(): ColdLogs | null {
    return this.#cold
  }

  get(logId: LogId): History | null {
    return this.#histories.get(logId) ?? (this.#cold && this.#load(this.#cold, logId))
  }

  getOrCreate(logId: LogId): History {
    return this.get(logId) ?? this.add(newHistory(logId, new EventLog(logId, this.#chain), null, 0))
  }

  add(history: History): History {
    this.#histories.set(history.id, history)
    this.#sorted = null
    return history
  }

  /** For a branch, includes everything before it. */
  log(logId: LogId): EventLog | null {
    return this.get(logId)?.log ?? null
  }

  receivedSeq(logId: LogId): number {
    return this.#histories.get(logId)?.log.seq ?? this.#cold?.seqOf(logId) ?? 0
  }

  appliedSeq(logId: LogId): number {
    return this.#histories.get(logId)?.appliedSeq ?? this.#cold?.seqOf(logId) ?? 0
  }

  /** The start of the log's chain for 0. */
  hashAt(logId: LogId, seq: number): string {
    return this.log(logId)?.hashAt(seq) ?? this.#chain.start(logId)
  }

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

  isForked(logId: LogId): boolean {
    return (this.#histories.get(logId)?.children.length ?? 0) > 0
  }

  /** Sorted by log id. */
  forks(): readonly Fork[] {
    return this.loaded().flatMap(({ id, log, children }) => {
      const historyIds = children.map((child) => child.id).sort()
      return children.length > 0 ? [{ log: id, seq: log.seq, historyIds }] : []
    })
  }

  rootOf(logId: LogId): LogId {
    return this.#histories.get(logId)?.log.id ?? logId
  }

  /** Oldest first. */
  namesOf({ log: logId, theirSeq, seq, hash }: Unsent): readonly NamedSpan[] {
    const end = this.#endWith(logId, seq, hash)
    return end ? namesIn(end, theirSeq, seq) : []
  }

  coldBeyond(mentioned: ReadonlyMap<LogId, number>): readonly Dep[] {
    if (!this.#cold) return []
    // A mention is permanent, so checks only logs not mentioned last time.
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

  /** Several if its log forked since. */
  dotsMeant(dot: Dot): readonly Dot[] {
    return dotsMeant(this.get(dot.log), dot)
  }

  versions(): VersionVector {
    const versions = new Map<LogId, VersionEntry>()
    for (const history of this.loaded()) {
      if (!history.parent && (history.log.seq > 0 || history.children.length > 0)) {
        versions.set(history.id, versionEntryOf(history))
      }
    }
    return this.#withCold(versions)
  }

  /** Empty if nothing of the log is here. */
  appliedEnds(logId: LogId): readonly { readonly seq: number; readonly hash: string }[] {
    const root = this.get(logId)
    const ends = root ? endsOf(root).map(appliedEnd) : []
    return ends.filter(({ hash }, index) => ends.findIndex((end) => end.hash === hash) === index)
  }

  eventsBeyond(theirSeq: (logId: LogId) => number): number {
    return [...this.versions().values()].reduce(
      (sum, { log: logId, seq }) => sum + Math.max(0, seq - theirSeq(logId)),
      0,
    )
  }

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
    const read = must(this.#read, 'saved logs come with a reader')
    const parent = parts.parent === null ? null : this.getOrCreate(parts.parent)
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
