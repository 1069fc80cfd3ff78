import { newLog } from '../authorship/index.ts'
import type { Range } from '../codec/index.ts'
import { HashChain, type LogBreak } from '../event/index.ts'
import type { LogId } from '../identifier/index.ts'
import type { Histories } from '../log/index.ts'
import { type ContinuityToken, drawCauses } from '../ports/index.ts'
import { type CopyIdentity, writeIdentity } from '../storage/folder/index.ts'
import { logBreakOf, type LogEnd } from './continuity.ts'
import type { CopyPorts } from './copy-ports.ts'

/** What became of a copy's line, for the person: where it is broken, the next write begins another one. */
export interface OwnLogChange {
  readonly why: LogBreak
  readonly isBegun: boolean
}

/**
 * Which line a copy writes, and whether it may go on with it. Nothing is changed by finding out: a folder that was restored
 * only to be looked into stays as it was, and one that gets its own later events back before it writes needs no new line.
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

  /** Whether the copy may go on with its line where it is, as far as is known. */
  get goesOn(): boolean {
    return !this.#broken && this.#token !== null && !this.#histories.isForked(this.#identity.line)
  }

  /** Notes which snapshot is this folder's: no other one is believed. Throws DiskTrouble. */
  rememberSnapshot(checksum: string): void {
    if (this.#token) this.#remember({ ...this.#token, snapshot: checksum })
  }

  /** Compares the folder with what this machine remembers. Throws DiskTrouble where it cannot tell. */
  check(): void {
    const { line: logId } = this.#identity
    const { continuity } = this.#ports
    const token = continuity.read(logId)
    const isMoved = token !== null && token.place !== continuity.place
    this.#token = token
    this.#broken = this.#histories.isForked(logId)
      ? 'written-elsewhere'
      : logBreakOf(this.#end(), token, isMoved && continuity.isElsewhere(token.place, logId))
    // The place to look at next time, or a folder that is moved twice would be told from a copy by chance.
    if (isMoved && !this.#broken) this.#remember({ ...token, place: continuity.place })
  }

  /** Sees to it that the line can be written: another one takes its place where it is broken. Throws DiskTrouble. */
  ready(): LogId {
    // Its own events may have come back meanwhile.
    if (this.#broken) this.check()
    if (this.#broken) this.#begin(this.#broken)
    return this.#identity.line
  }

  /** Where events of the line come from elsewhere, whoever wrote them goes on with it, so this copy must not. */
  beforeIngest(ranges: readonly Range[]): void {
    const { line: logId } = this.#identity
    const log = this.#histories.log(logId)
    const isUnknown = (range: Range): boolean =>
      range.log === logId && log?.agreedSeq(range) !== range.first + range.events.length - 1
    if (!this.#broken && ranges.some(isUnknown)) this.#begin('written-elsewhere')
  }

  /**
   * To be called before anything of the line is shown to others: then whatever anybody has of it is covered by the token,
   * and a crash in between leaves the folder further than the token, never behind it. One small write for as many flushes
   * as went by since the last time. Throws DiskTrouble, and then nothing may be shown.
   */
  beforePublishing(): void {
    const { line: logId } = this.#identity
    const { seq, hashAt } = this.#end()
    if (this.#broken || !this.#token || this.#token.seq >= seq) return
    const { continuity } = this.#ports
    const stored = continuity.read(logId)
    // Two folders with one line, open at once: the other one was quicker.
    if (stored && (stored.seq > seq || hashAt(stored.seq) !== stored.hash)) this.#begin('copied')
    else this.#remember({ ...this.#token, seq, hash: hashAt(seq), place: continuity.place })
  }

  // The token first: a folder that says another line than its machine knows would begin one more.
  #begin(why: LogBreak): void {
    // Nobody signs it later, and of a line with two histories the unsigned one is let in nowhere.
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
    // Of a line that was split before this was learned, the history that this machine wrote.
    const own = this.#token && this.#histories.historyWith(logId, this.#token.seq, this.#token.hash)
    const log = own ?? this.#histories.log(logId)
    if (log) return { seq: log.seq, hashAt: (seq) => log.hashAt(seq) }
    return { seq: 0, hashAt: () => new HashChain(this.#ports.digest).start(logId) }
  }
}

/** What a machine remembers of a line that is about to begin. */
export const tokenOfNewLog = ({ digest, continuity }: CopyPorts, logId: LogId): ContinuityToken => ({
  seq: 0,
  hash: new HashChain(digest).start(logId),
  place: continuity.place,
})
