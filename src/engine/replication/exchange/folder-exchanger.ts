import type { Range, RangePorts } from '../../codec/index.ts'
import type { LogId } from '../../identifier/index.ts'
import {
  type VersionVector,
  type Holds,
  lacksNothing,
  type EventLog,
  type MissingBlocks,
  missingHere,
  missingThere,
  recentEventsBytesMax,
  type Unsent,
} from '../../log/index.ts'
import type { Clock, ShareSession } from '../../ports/index.ts'
import type { SyncCopy } from '../../replica/index.ts'
import { ContentTraffic } from './content-traffic.ts'
import { type ExchangeOutcome, type Exchanger, nothingMoved, asOutcome } from './exchanger.ts'
import { refuseOtherFile } from './other-copy.ts'
import {
  fetchBlocks,
  type Lacking,
  type TaggedVersions,
  noVersions,
  readVersions,
  readVersionsEtag,
  lackingOf,
} from './pull.ts'
import { announce, type AnnouncePorts, recentEventsOf, writeBlocks } from './push.ts'
import { Trust } from './trust.ts'

export interface ExchangePorts extends RangePorts, AnnouncePorts {
  readonly clock: Clock
}

/** How long heads that were read count as what lies there: a few round trips in an office. */
const versionsFreshMs = 50

/** Of the newest, at least this much is read along with the heads: a few edits, and room for the heads to grow. */
const recentBytesMin = 2048

/**
 * A copy's dealings with one other folder: an idle check is one small read; otherwise what either side lacks is
 * carried, theirs first, so that a copy sends only what it has put on its own disk. Its owner waits for
 * one exchange before asking for the next.
 */
export class FolderExchanger implements Exchanger {
  readonly #copy: SyncCopy
  readonly #session: ShareSession
  readonly #ports: ExchangePorts
  readonly #kept: 'journal' | 'already'
  readonly #contents: ContentTraffic
  readonly #trust: Trust
  #etag: string | null = null
  /** As last read over there, or written. */
  #tagged: TaggedVersions = noVersions
  /** When they were read, or found to be as they were. */
  #taggedAtMs = Number.NEGATIVE_INFINITY
  /** After news more of them are likely, and then the small read is one too many. */
  #expectsChanges = true
  #recentBytes = recentBytesMin
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
  get theirVersions(): VersionVector {
    return this.#tagged.versions
  }

  /** Whether either side had all of the other's at the last exchange, and nothing was received or written since. */
  get isInSync(): boolean {
    return this.#etag !== null && this.#sentRevision === this.#copy.revision
  }

  /** How many events are here that the other folder is not known to have. */
  get unsentEvents(): number {
    const unsent = missingThere(this.#copy.lines.versions(), this.#tagged.versions, this.#copy.lines)
    return unsent.reduce((sum, { seq, theirSeq }) => sum + seq - theirSeq, 0)
  }

  // A folder tells nobody anything.
  untilChanges(): null {
    return null
  }

  async exchange(): Promise<ExchangeOutcome> {
    return asOutcome(() => this.#exchange())
  }

  /** Learns what the other folder has, and carries nothing. */
  async poll(): Promise<ExchangeOutcome> {
    return asOutcome(async () => {
      await this.#refuseOtherFile()
      this.#tagged = await this.#readVersions()
      return nothingMoved
    })
  }

  async #exchange(): Promise<ExchangeOutcome> {
    await this.#refuseOtherFile()
    this.#copy.authorship?.signIfDue(this.#ports.clock.nowMs())
    if (this.#isCutOff) return this.#handIn()
    const isAsItWas = !this.#expectsChanges && (await this.#isEtagUnchanged())
    const isInSync = isAsItWas && this.#sentRevision === this.#copy.revision
    if (isInSync && this.#copy.carried.wanted().length === 0) return nothingMoved
    const eventsIn = isAsItWas ? 0 : await this.#pull()
    this.#expectsChanges = eventsIn > 0
    if (!this.#isCutOff) await this.#contents.fetch()
    const sent = await this.#push()
    return { kind: 'level', eventsIn, ...sent }
  }

  // What an abandoned copy wrote goes into rescue; nothing is carried to it any more (S6). Its own folder stays its own.
  get #isCutOff(): boolean {
    return this.#kept === 'journal' && this.#copy.closed?.reason === 'abandoned'
  }

  async #handIn(): Promise<ExchangeOutcome> {
    this.#tagged = await this.#readVersions()
    return { kind: 'level', eventsIn: 0, ...(await this.#push()) }
  }

  async #isEtagUnchanged(): Promise<boolean> {
    const atMs = this.#ports.clock.nowMs()
    const etag = await readVersionsEtag(this.#session)
    if (etag === null || etag !== this.#etag) return false
    this.#taggedAtMs = atMs
    return true
  }

  async #readVersions(recentBytes = Number.POSITIVE_INFINITY): Promise<TaggedVersions> {
    const atMs = this.#ports.clock.nowMs()
    const tagged = await readVersions(this.#session, this.#ports.digest, this.#tagged, { recentBytes })
    this.#taggedAtMs = atMs
    return this.#trust.believed(tagged)
  }

  // Once a session: a folder does not become another client file while it is open.
  async #refuseOtherFile(): Promise<void> {
    if (this.#isSameFile) return
    await refuseOtherFile(this.#session, this.#copy.format.fileId)
    this.#isSameFile = true
  }

  async #pull(): Promise<number> {
    const { tagged, recent, remaining } = await this.#pollLacking()
    const brought = [...recent, ...(await this.#fetch(remaining))]
    const eventsIn = await this.#ingest(brought, tagged.versions)
    // What was said wrongly was not taken in, and comes from the files; so does what a split line has further back.
    const stray = this.#copy.takeStray()
    const unproved = this.#missing(tagged.versions, stray).filter(
      ({ log: logId }) => stray.has(logId) || recent.some((range) => range.log === logId),
    )
    const proved = unproved.length > 0 ? await this.#ingest(await this.#fetch(unproved), tagged.versions) : 0
    this.#tagged = this.#trust.believed(tagged)
    this.#etag = this.#lacksNothing(this.#tagged.versions) ? tagged.etag : null
    return eventsIn + proved
  }

  // As much of the newest as was enough lately; where it is not enough now, all of it.
  async #pollLacking(): Promise<{ tagged: TaggedVersions } & Lacking> {
    const isFirst = this.#tagged === noVersions
    const marked = await this.#readVersions(isFirst ? Number.POSITIVE_INFINITY : this.#recentBytes)
    const lacking = this.#lacking(marked)
    if (lacking.remaining.length === 0 || !marked.isCut) {
      this.#recentBytes = Math.max(recentBytesMin, Math.floor(this.#recentBytes * 0.9))
      return { tagged: marked, ...lacking }
    }
    this.#recentBytes = Math.min(recentEventsBytesMax, this.#recentBytes * 2)
    const whole = await this.#readVersions()
    return { tagged: whole, ...this.#lacking(whole) }
  }

  #lacking(tagged: TaggedVersions): Lacking {
    return lackingOf(this.#missing(tagged.versions), tagged, (logId, seq) =>
      this.#copy.lines.hashAt(logId, seq),
    )
  }

  #missing(versions: VersionVector, stray?: ReadonlySet<LogId>): readonly MissingBlocks[] {
    return missingHere(versions, this.#copy.lines, stray)
  }

  #fetch(missing: readonly MissingBlocks[]): Promise<readonly Range[]> {
    return fetchBlocks(this.#session, this.#ports, missing, this.#copy.lines)
  }

  async #ingest(ranges: readonly Range[], versions: VersionVector): Promise<number> {
    const admitted = await this.#trust.admitted(ranges, versions, this.#copy.lines)
    const eventsIn = await this.#copy.ingest(admitted, this.#kept)
    this.#copy.authorship?.adopt(versions)
    return eventsIn
  }

  // Bytes before the events that name them, and both before the heads that show them.
  async #push(): Promise<{ eventsOut: number; bytesOut: number }> {
    const revision = this.#copy.revision
    const theirs = this.#tagged.versions
    const mine = await this.#copy.durableVersionsBeyond(this.#trust.isToHeal ? new Map() : theirs)
    const unsent = mine ? missingThere(mine, theirs, this.#copy.lines) : []
    if (!mine || (unsent.length === 0 && !this.#trust.isToAnnounce(theirs))) {
      this.#sentRevision = revision
      return { eventsOut: 0, bytesOut: 0 }
    }
    const contentBytes = await this.#contents.send(unsent)
    const { lines: logs } = this.#copy
    const log = ({ log: logId, seq, hash }: Unsent): EventLog | null => logs.historyWith(logId, seq, hash)
    const rangeBytes = await writeBlocks(this.#session, this.#ports, unsent, log)
    const plain = unsent.filter(({ log: logId }) => !logs.isForked(logId))
    const holds: Holds = (logId, seq, hash) => logs.holds(logId, seq, hash)
    const written = { versions: mine, recentEvents: recentEventsOf(plain, log), holds }
    const announced = await announce(this.#session, this.#ports, await this.#freshVersions(), written)
    this.#tagged = announced
    this.#etag = this.#lacksNothing(announced.versions) ? announced.etag : null
    this.#sentRevision = revision
    this.#trust.announced()
    return {
      eventsOut: unsent.reduce((sum, { seq, theirSeq }) => sum + seq - theirSeq, 0),
      bytesOut: contentBytes + rangeBytes,
    }
  }

  // Read again where a while has passed: what a colleague announced meanwhile would be overwritten.
  async #freshVersions(): Promise<TaggedVersions> {
    const isFresh = Math.abs(this.#ports.clock.nowMs() - this.#taggedAtMs) <= versionsFreshMs
    return isFresh ? this.#tagged : this.#readVersions()
  }

  #lacksNothing(versions: VersionVector): boolean {
    return lacksNothing(versions, this.#copy.lines)
  }
}
