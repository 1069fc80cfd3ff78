import type { Range, RangePorts } from '../../codec/index.ts'
import type { LineId } from '../../identifier/index.ts'
import {
  type Heads,
  type Holds,
  lacksNothing,
  type LineLog,
  type MissingBlocks,
  missingHere,
  missingThere,
  newestBytesMax,
  type Unsent,
} from '../../log/index.ts'
import type { Clock, ShareSession } from '../../ports/index.ts'
import type { SyncCopy } from '../../replica/index.ts'
import { ContentTraffic } from './content-traffic.ts'
import { type ExchangeOutcome, type Exchanging, nothingMoved, settled } from './exchanging.ts'
import { refuseOtherFile } from './other-copy.ts'
import {
  fetchBlocks,
  type Lacking,
  type MarkedHeads,
  noHeads,
  readHeads,
  readHeadsMark,
  saidOf,
} from './pull.ts'
import { announce, type AnnouncePorts, newestOf, writeBlocks } from './push.ts'
import { Trust } from './trust.ts'

export interface ExchangePorts extends RangePorts, AnnouncePorts {
  readonly clock: Clock
}

/** How long heads that were read count as what lies there: a few round trips in an office. */
const headsFreshMs = 50

/** Of the newest, at least this much is read along with the heads: a few edits, and room for the heads to grow. */
const newestBytesMin = 2048

/**
 * A copy's dealings with one other folder: an idle check is one small read; otherwise what either side lacks is
 * carried, theirs first, so that a copy sends only what it has put on its own disk. Its owner waits for
 * one exchange before asking for the next.
 */
export class Exchanger implements Exchanging {
  readonly #copy: SyncCopy
  readonly #session: ShareSession
  readonly #ports: ExchangePorts
  readonly #kept: 'journal' | 'already'
  readonly #contents: ContentTraffic
  readonly #trust: Trust
  #mark: string | null = null
  /** As last read over there, or written. */
  #marked: MarkedHeads = noHeads
  /** When they were read, or found to be as they were. */
  #markedAtMs = Number.NEGATIVE_INFINITY
  /** After news more of them are likely, and then the small read is one too many. */
  #expectsNews = true
  #newestBytes = newestBytesMin
  #sentRevision = -1
  #isSameFile: boolean

  /** `kept` is `already` where the other folder is the copy's own, in which visitors put what they carry. */
  constructor(copy: SyncCopy, session: ShareSession, ports: ExchangePorts, kept: 'journal' | 'already') {
    this.#copy = copy
    this.#session = session
    this.#ports = ports
    this.#kept = kept
    this.#contents = new ContentTraffic(copy, session, ports)
    this.#trust = new Trust(copy.authorship, session, kept === 'already')
    this.#isSameFile = kept === 'already'
  }

  /** What the other folder is known to have. */
  get theirHeads(): Heads {
    return this.#marked.heads
  }

  /** Whether either side had all of the other's at the last exchange, and nothing was received or written since. */
  get isLevel(): boolean {
    return this.#mark !== null && this.#sentRevision === this.#copy.revision
  }

  /** How many events are here that the other folder is not known to have. */
  get unsentEvents(): number {
    const unsent = missingThere(this.#copy.lines.heads(), this.#marked.heads, this.#copy.lines)
    return unsent.reduce((sum, { seq, theirSeq }) => sum + seq - theirSeq, 0)
  }

  // A folder tells nobody anything.
  untilNews(): null {
    return null
  }

  async exchange(): Promise<ExchangeOutcome> {
    return settled(() => this.#exchange())
  }

  /** Learns what the other folder has, and carries nothing. */
  async look(): Promise<ExchangeOutcome> {
    return settled(async () => {
      await this.#refuseOtherFile()
      this.#marked = await this.#readHeads()
      return nothingMoved
    })
  }

  async #exchange(): Promise<ExchangeOutcome> {
    await this.#refuseOtherFile()
    this.#copy.authorship?.signIfDue(this.#ports.clock.nowMs())
    if (this.#isCutOff) return this.#handIn()
    const isAsItWas = !this.#expectsNews && (await this.#isMarkAsItWas())
    const isLevel = isAsItWas && this.#sentRevision === this.#copy.revision
    if (isLevel && this.#copy.carried.wanted().length === 0) return nothingMoved
    const eventsIn = isAsItWas ? 0 : await this.#pull()
    this.#expectsNews = eventsIn > 0
    if (!this.#isCutOff) await this.#contents.fetch()
    const sent = await this.#push()
    return { kind: 'level', eventsIn, ...sent }
  }

  // What an abandoned copy wrote goes into rescue; nothing is carried to it any more (S6). Its own folder stays its own.
  get #isCutOff(): boolean {
    return this.#kept === 'journal' && this.#copy.closed?.reason === 'abandoned'
  }

  async #handIn(): Promise<ExchangeOutcome> {
    this.#marked = await this.#readHeads()
    return { kind: 'level', eventsIn: 0, ...(await this.#push()) }
  }

  async #isMarkAsItWas(): Promise<boolean> {
    const atMs = this.#ports.clock.nowMs()
    const mark = await readHeadsMark(this.#session)
    if (mark === null || mark !== this.#mark) return false
    this.#markedAtMs = atMs
    return true
  }

  async #readHeads(newestBytes = Number.POSITIVE_INFINITY): Promise<MarkedHeads> {
    const atMs = this.#ports.clock.nowMs()
    const marked = await readHeads(this.#session, this.#ports.digest, this.#marked, { newestBytes })
    this.#markedAtMs = atMs
    return this.#trust.believed(marked)
  }

  // Once a session: a folder does not become another client file while it is open.
  async #refuseOtherFile(): Promise<void> {
    if (this.#isSameFile) return
    await refuseOtherFile(this.#session, this.#copy.format.fileId)
    this.#isSameFile = true
  }

  async #pull(): Promise<number> {
    const { marked, said, unsaid } = await this.#look()
    const brought = [...said, ...(await this.#fetch(unsaid))]
    const eventsIn = await this.#takeIn(brought, marked.heads)
    // What was said wrongly was not taken in, and comes from the files; so does what a split line has further back.
    const stray = this.#copy.takeStray()
    const unproved = this.#missing(marked.heads, stray).filter(
      ({ line }) => stray.has(line) || said.some((range) => range.line === line),
    )
    const proved = unproved.length > 0 ? await this.#takeIn(await this.#fetch(unproved), marked.heads) : 0
    this.#marked = this.#trust.believed(marked)
    this.#mark = this.#lacksNothing(this.#marked.heads) ? marked.mark : null
    return eventsIn + proved
  }

  // As much of the newest as was enough lately; where it is not enough now, all of it.
  async #look(): Promise<{ marked: MarkedHeads } & Lacking> {
    const isFirst = this.#marked === noHeads
    const marked = await this.#readHeads(isFirst ? Number.POSITIVE_INFINITY : this.#newestBytes)
    const lacking = this.#lacking(marked)
    if (lacking.unsaid.length === 0 || !marked.isCut) {
      this.#newestBytes = Math.max(newestBytesMin, Math.floor(this.#newestBytes * 0.9))
      return { marked, ...lacking }
    }
    this.#newestBytes = Math.min(newestBytesMax, this.#newestBytes * 2)
    const whole = await this.#readHeads()
    return { marked: whole, ...this.#lacking(whole) }
  }

  #lacking(marked: MarkedHeads): Lacking {
    return saidOf(this.#missing(marked.heads), marked, (line, seq) => this.#copy.lines.hashAt(line, seq))
  }

  #missing(heads: Heads, stray?: ReadonlySet<LineId>): readonly MissingBlocks[] {
    return missingHere(heads, this.#copy.lines, stray)
  }

  #fetch(missing: readonly MissingBlocks[]): Promise<readonly Range[]> {
    return fetchBlocks(this.#session, this.#ports, missing, this.#copy.lines)
  }

  async #takeIn(ranges: readonly Range[], heads: Heads): Promise<number> {
    const admitted = await this.#trust.admitted(ranges, heads, this.#copy.lines)
    const eventsIn = await this.#copy.takeIn(admitted, this.#kept)
    this.#copy.authorship?.adopt(heads)
    return eventsIn
  }

  // Bytes before the events that name them, and both before the heads that show them.
  async #push(): Promise<{ eventsOut: number; bytesOut: number }> {
    const revision = this.#copy.revision
    const theirs = this.#marked.heads
    const mine = await this.#copy.durableHeadsBeyond(this.#trust.isToHeal ? new Map() : theirs)
    const unsent = mine ? missingThere(mine, theirs, this.#copy.lines) : []
    if (!mine || (unsent.length === 0 && !this.#trust.isToTell(theirs))) {
      this.#sentRevision = revision
      return { eventsOut: 0, bytesOut: 0 }
    }
    const contentBytes = await this.#contents.send(unsent)
    const { lines } = this.#copy
    const log = ({ line, seq, hash }: Unsent): LineLog | null => lines.historyWith(line, seq, hash)
    const rangeBytes = await writeBlocks(this.#session, this.#ports, unsent, log)
    const plain = unsent.filter(({ line }) => !lines.isSplit(line))
    const holds: Holds = (line, seq, hash) => lines.holds(line, seq, hash)
    const written = { heads: mine, newest: newestOf(plain, log), holds }
    const announced = await announce(this.#session, this.#ports, await this.#freshHeads(), written)
    this.#marked = announced
    this.#mark = this.#lacksNothing(announced.heads) ? announced.mark : null
    this.#sentRevision = revision
    this.#trust.told()
    return {
      eventsOut: unsent.reduce((sum, { seq, theirSeq }) => sum + seq - theirSeq, 0),
      bytesOut: contentBytes + rangeBytes,
    }
  }

  // Read again where a while has passed: what a colleague announced meanwhile would be overwritten.
  async #freshHeads(): Promise<MarkedHeads> {
    const isFresh = Math.abs(this.#ports.clock.nowMs() - this.#markedAtMs) <= headsFreshMs
    return isFresh ? this.#marked : this.#readHeads()
  }

  #lacksNothing(heads: Heads): boolean {
    return lacksNothing(heads, this.#copy.lines)
  }
}
