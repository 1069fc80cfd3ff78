import { newLine } from '../authorship/index.ts'
import type { Range } from '../codec/index.ts'
import { Chain, type LineBreak } from '../event/index.ts'
import type { LineId } from '../identifier/index.ts'
import type { Histories } from '../log/index.ts'
import { type ContinuityToken, drawCauses } from '../ports/index.ts'
import { type CopyIdentity, writeIdentity } from '../storage/folder/index.ts'
import { lineBreakOf, type LineEnd } from './continuity.ts'
import type { CopyPorts } from './copy-ports.ts'

/** What became of a copy's line, for the person: where it is broken, the next write begins another one. */
export interface LineNews {
  readonly why: LineBreak
  readonly isBegun: boolean
}

/**
 * Which line a copy writes, and whether it may go on with it. Nothing is changed by finding out: a folder that was restored
 * only to be looked into stays as it was, and one that gets its own later events back before it writes needs no new line.
 */
export class OwnLine {
  readonly #ports: CopyPorts
  readonly #histories: Histories
  readonly #beforeLeaving: () => void
  #identity: CopyIdentity
  #broken: LineBreak | null = null
  #token: ContinuityToken | null = null
  #begunFor: LineBreak | null = null

  /** `beforeLeaving` is called before another line takes this one's place. */
  constructor(identity: CopyIdentity, ports: CopyPorts, histories: Histories, beforeLeaving: () => void) {
    this.#beforeLeaving = beforeLeaving
    this.#identity = identity
    this.#ports = ports
    this.#histories = histories
  }

  get identity(): CopyIdentity {
    return this.#identity
  }

  get news(): LineNews | null {
    if (this.#broken) return { why: this.#broken, isBegun: false }
    return this.#begunFor && { why: this.#begunFor, isBegun: true }
  }

  /** Whether the copy may go on with its line where it is, as far as is known. */
  get goesOn(): boolean {
    return !this.#broken && this.#token !== null && !this.#histories.isSplit(this.#identity.line)
  }

  /** Notes which snapshot is this folder's: no other one is believed. Throws DiskTrouble. */
  rememberSnapshot(checksum: string): void {
    if (this.#token) this.#remember({ ...this.#token, snapshot: checksum })
  }

  /** Compares the folder with what this machine remembers. Throws DiskTrouble where it cannot tell. */
  check(): void {
    const { line } = this.#identity
    const { continuity } = this.#ports
    const token = continuity.read(line)
    const isMoved = token !== null && token.place !== continuity.place
    this.#token = token
    this.#broken = this.#histories.isSplit(line)
      ? 'written-elsewhere'
      : lineBreakOf(this.#end(), token, isMoved && continuity.isElsewhere(token.place, line))
    // The place to look at next time, or a folder that is moved twice would be told from a copy by chance.
    if (isMoved && !this.#broken) this.#remember({ ...token, place: continuity.place })
  }

  /** Sees to it that the line can be written: another one takes its place where it is broken. Throws DiskTrouble. */
  ready(): LineId {
    // Its own events may have come back meanwhile.
    if (this.#broken) this.check()
    if (this.#broken) this.#begin(this.#broken)
    return this.#identity.line
  }

  /** Where events of the line come from elsewhere, whoever wrote them goes on with it, so this copy must not. */
  beforeTaking(ranges: readonly Range[]): void {
    const { line } = this.#identity
    const log = this.#histories.log(line)
    const isNews = (range: Range): boolean =>
      range.line === line && log?.agreedSeq(range) !== range.first + range.events.length - 1
    if (!this.#broken && ranges.some(isNews)) this.#begin('written-elsewhere')
  }

  /**
   * To be called before anything of the line is shown to others: then whatever anybody has of it is covered by the token,
   * and a crash in between leaves the folder further than the token, never behind it. One small write for as many flushes
   * as went by since the last time. Throws DiskTrouble, and then nothing may be shown.
   */
  beforeShowing(): void {
    const { line } = this.#identity
    const { seq, hashAt } = this.#end()
    if (this.#broken || !this.#token || this.#token.seq >= seq) return
    const { continuity } = this.#ports
    const stored = continuity.read(line)
    // Two folders with one line, open at once: the other one was quicker.
    if (stored && (stored.seq > seq || hashAt(stored.seq) !== stored.hash)) this.#begin('copied')
    else this.#remember({ ...this.#token, seq, hash: hashAt(seq), place: continuity.place })
  }

  // The token first: a folder that says another line than its machine knows would begin one more.
  #begin(why: LineBreak): void {
    // Nobody signs it later, and of a line with two histories the unsigned one is let in nowhere.
    this.#beforeLeaving()
    const { continuity, disk } = this.#ports
    const { line: left } = this.#identity
    const { seq, hashAt } = this.#end()
    const line = newLine(this.#ports, drawCauses.goingOn(left, this.#ports.clock.nowMs()))
    const identity = { ...this.#identity, line, continues: { line: left, seq, hash: hashAt(seq), why } }
    const token = tokenOfNewLine(this.#ports, line)
    continuity.write(line, token)
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

  #end(): LineEnd {
    const { line } = this.#identity
    // Of a line that was split before this was learned, the history that this machine wrote.
    const own = this.#token && this.#histories.historyWith(line, this.#token.seq, this.#token.hash)
    const log = own ?? this.#histories.log(line)
    if (log) return { seq: log.seq, hashAt: (seq) => log.hashAt(seq) }
    return { seq: 0, hashAt: () => new Chain(this.#ports.digest).start(line) }
  }
}

/** What a machine remembers of a line that is about to begin. */
export const tokenOfNewLine = ({ digest, continuity }: CopyPorts, line: LineId): ContinuityToken => ({
  seq: 0,
  hash: new Chain(digest).start(line),
  place: continuity.place,
})
