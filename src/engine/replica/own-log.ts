import { newLog } from '../authorship/index.ts'
import type { Range } from '../codec/index.ts'
import { HashChain, type LogBreak } from '../event/index.ts'
import type { LogId } from '../identifier/index.ts'
import type { Histories } from '../log/index.ts'
import { type ContinuityToken, drawCauses } from '../ports/index.ts'
import { type CopyIdentity, writeIdentity } from '../storage/folder/index.ts'
import { logBreakOf, type LogEnd } from './continuity.ts'
import type { CopyPorts } from './copy-ports.ts'

/** Why a copy must give up its log, for the person. The next write begins another log. */
export interface OwnLogChange {
  readonly why: LogBreak
  readonly isBegun: boolean
}

/**
 * The log that a copy writes, and whether it may go on with it. Checking changes nothing, so inspecting a
 * restored folder leaves it as it was. A folder that gets its later events back before it writes keeps its
 * log.
 */
export class OwnLog {
  readonly #ports: CopyPorts
  readonly #histories: Histories
  readonly #leavingListeners: (() => void)[] = []
  #identity: CopyIdentity
  #broken: LogBreak | null = null
  #token: ContinuityToken | null = null
  #begunFor: LogBreak | null = null

  constructor(identity: CopyIdentity, ports: CopyPorts, histories: Histories) {
    this.#identity = identity
    this.#ports = ports
    this.#histories = histories
  }

  /** Calls the listener before a new log replaces the current one. */
  onLeaving(listener: () => void): void {
    this.#leavingListeners.push(listener)
  }

  get identity(): CopyIdentity {
    return this.#identity
  }

  get change(): OwnLogChange | null {
    if (this.#broken) return { why: this.#broken, isBegun: false }
    return this.#begunFor && { why: this.#begunFor, isBegun: true }
  }

  /** Whether, by local knowledge, the copy may extend its log. */
  get goesOn(): boolean {
    return !this.#broken && this.#token !== null && !this.#histories.isForked(this.#identity.line)
  }

  /** Remembers the only snapshot of this folder that may be believed. Throws DiskTrouble. */
  rememberSnapshot(checksum: string): void {
    if (this.#token) this.#remember({ ...this.#token, snapshot: checksum })
  }

  /** Compares the folder with this machine's continuity token. Throws DiskTrouble if it cannot tell. */
  check(): void {
    const { line: logId } = this.#identity
    const { continuity } = this.#ports
    const token = continuity.read(logId)
    const isMoved = token !== null && token.place !== continuity.place
    this.#token = token
    this.#broken = this.#histories.isForked(logId)
      ? 'written-elsewhere'
      : logBreakOf(this.#end(), token, isMoved && continuity.isElsewhere(token.place, logId))
    // Without this, a folder moved twice might look like a copy of itself.
    if (isMoved && !this.#broken) this.#remember({ ...token, place: continuity.place })
  }

  /** Returns a log that may be written, and begins a new one if the old one is broken. Throws DiskTrouble. */
  ready(): LogId {
    // A later exchange may have brought its own events back.
    if (this.#broken) this.check()
    if (this.#broken) this.#begin(this.#broken)
    return this.#identity.line
  }

  /** Begins a new log if unknown events of this one arrive: another writer continues it. */
  beforeIngest(ranges: readonly Range[]): void {
    const { line: logId } = this.#identity
    const log = this.#histories.log(logId)
    const isUnknown = (range: Range): boolean =>
      range.log === logId && log?.agreedSeq(range) !== range.first + range.events.length - 1
    if (!this.#broken && ranges.some(isUnknown)) this.#begin('written-elsewhere')
  }

  /**
   * Call before others can see events of the log. The token then covers all published events, so a crash
   * never leaves the folder behind it. If it throws DiskTrouble, nothing may be published.
   */
  beforePublishing(): void {
    const { line: logId } = this.#identity
    const { seq, hashAt } = this.#end()
    if (this.#broken || !this.#token || this.#token.seq >= seq) return
    const { continuity } = this.#ports
    const stored = continuity.read(logId)
    // Two open folders share the log, and the other one was faster.
    if (stored && (stored.seq > seq || hashAt(stored.seq) !== stored.hash)) this.#begin('copied')
    else this.#remember({ ...this.#token, seq, hash: hashAt(seq), place: continuity.place })
  }

  // The token comes first: after a crash, the folder then names its old log, not an unknown one.
  #begin(why: LogBreak): void {
    // Signs the old log now or never. An unsigned history of a forked log is refused everywhere.
    for (const leaving of this.#leavingListeners) leaving()
    const { continuity, disk } = this.#ports
    const { line: left } = this.#identity
    const { seq, hashAt } = this.#end()
    const logId = newLog(this.#ports, drawCauses.goingOn(left, this.#ports.clock.nowMs()))
    const identity = {
      ...this.#identity,
      line: logId,
      continues: { line: left, seq, hash: hashAt(seq), why },
    }
    const token = tokenOfNewLog(this.#ports, logId)
    continuity.write(logId, token)
    writeIdentity(disk, identity)
    this.#identity = identity
    this.#token = token
    this.#begunFor = why
    this.#broken = null
  }

  #remember(token: ContinuityToken): void {
    this.#ports.continuity.write(this.#identity.line, token)
    this.#token = token
  }

  #end(): LogEnd {
    const { line: logId } = this.#identity
    // In a forked log, the own history is the one with the token's hash.
    const own = this.#token && this.#histories.historyWith(logId, this.#token.seq, this.#token.hash)
    const log = own ?? this.#histories.log(logId)
    if (log) return { seq: log.seq, hashAt: (seq) => log.hashAt(seq) }
    return { seq: 0, hashAt: () => new HashChain(this.#ports.digest).start(logId) }
  }
}

export const tokenOfNewLog = ({ digest, continuity }: CopyPorts, logId: LogId): ContinuityToken => ({
  seq: 0,
  hash: new HashChain(digest).start(logId),
  place: continuity.place,
})
