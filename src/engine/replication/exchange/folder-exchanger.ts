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

/** Longest age of a version vector that may be written over: a few round trips in an office. */
const versionsFreshMs = 50

/** Always read with the version vector: a few edits, and room for the vector to grow. */
const recentBytesMin = 2048

/**
 * Replicates a copy with a folder. An idle check costs one small read. Pulls before it pushes, so that a
 * copy sends only events on its own disk. Callers run one exchange at a time.
 */
export class FolderExchanger implements Exchanger {
  readonly #copy: SyncCopy
  readonly #session: ShareSession
  readonly #ports: ExchangePorts
  readonly #kept: 'journal' | 'already'
  readonly #contents: ContentTraffic
  readonly #trust: Trust
  #etag: string | null = null
  /** As last read or written. */
  #tagged: TaggedVersions = noVersions
  /** When it was last read or confirmed by its etag. */
  #taggedAtMs = Number.NEGATIVE_INFINITY
  /** After an update, more are likely, so checking the etag first would waste a round trip. */
  #expectsChanges = true
  #recentBytes = recentBytesMin
  #sentRevision = -1
  #isSameFile: boolean

  /** `kept` is `already` for the copy's own folder, where visitors write the ranges themselves. */
  constructor(copy: SyncCopy, session: ShareSession, ports: ExchangePorts, kept: 'journal' | 'already') {
    this.#copy = copy
    this.#session = session
    this.#ports = ports
    this.#kept = kept
    this.#contents = new ContentTraffic(copy, session, ports)
    this.#trust = new Trust(copy.authorship, session, kept === 'already')
    this.#isSameFile = kept === 'already'
  }

  get theirVersions(): VersionVector {
    return this.#tagged.versions
  }

  get isInSync(): boolean {
    return this.#etag !== null && this.#sentRevision === this.#copy.revision
  }

  get unsentEvents(): number {
    const unsent = missingThere(this.#copy.logs.versions(), this.#tagged.versions, this.#copy.logs)
    return unsent.reduce((sum, { seq, theirSeq }) => sum + seq - theirSeq, 0)
  }

  // A folder cannot notify anybody.
  untilChanges(): null {
    return null
  }

  async exchange(): Promise<ExchangeOutcome> {
    return asOutcome(() => this.#exchange())
  }

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

  // An abandoned copy hands in its events for rescue and receives nothing (S6). It may still use its own
  // folder.
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

  // A folder does not change its client file while open, so one check per session suffices.
  async #refuseOtherFile(): Promise<void> {
    if (this.#isSameFile) return
    await refuseOtherFile(this.#session, this.#copy.format.fileId)
    this.#isSameFile = true
  }

  async #pull(): Promise<number> {
    const { tagged, recent, remaining } = await this.#pollLacking()
    const brought = [...recent, ...(await this.#fetch(remaining))]
    const eventsIn = await this.#ingest(brought, tagged.versions)
    // Refused recent events and the older part of a forked log must come from the range files.
    const stray = this.#copy.takeStray()
    const unproved = this.#missing(tagged.versions, stray).filter(
      ({ log: logId }) => stray.has(logId) || recent.some((range) => range.log === logId),
    )
    const proved = unproved.length > 0 ? await this.#ingest(await this.#fetch(unproved), tagged.versions) : 0
    this.#tagged = this.#trust.believed(tagged)
    this.#etag = this.#lacksNothing(this.#tagged.versions) ? tagged.etag : null
    return eventsIn + proved
  }

  // Reads as many recent events as sufficed lately, then all of them if some are missing.
  async #pollLacking(): Promise<{ tagged: TaggedVersions } & Lacking> {
    const isFirst = this.#tagged === noVersions
    const tagged = await this.#readVersions(isFirst ? Number.POSITIVE_INFINITY : this.#recentBytes)
    const lacking = this.#lacking(tagged)
    if (lacking.remaining.length === 0 || !tagged.isCut) {
      this.#recentBytes = Math.max(recentBytesMin, Math.floor(this.#recentBytes * 0.9))
      return { tagged, ...lacking }
    }
    this.#recentBytes = Math.min(recentEventsBytesMax, this.#recentBytes * 2)
    const whole = await this.#readVersions()
    return { tagged: whole, ...this.#lacking(whole) }
  }

  #lacking(tagged: TaggedVersions): Lacking {
    return lackingOf(this.#missing(tagged.versions), tagged, (logId, seq) =>
      this.#copy.logs.hashAt(logId, seq),
    )
  }

  #missing(versions: VersionVector, stray?: ReadonlySet<LogId>): readonly MissingBlocks[] {
    return missingHere(versions, this.#copy.logs, stray)
  }

  #fetch(missing: readonly MissingBlocks[]): Promise<readonly Range[]> {
    return fetchBlocks(this.#session, this.#ports, missing, this.#copy.logs)
  }

  async #ingest(ranges: readonly Range[], versions: VersionVector): Promise<number> {
    const admitted = await this.#trust.admitted(ranges, versions, this.#copy.logs)
    const eventsIn = await this.#copy.ingest(admitted, this.#kept)
    this.#copy.authorship?.adopt(versions)
    return eventsIn
  }

  // Contents precede the events that name them, and both precede the version vector that publishes them.
  async #push(): Promise<{ eventsOut: number; bytesOut: number }> {
    const revision = this.#copy.revision
    const theirs = this.#tagged.versions
    const mine = await this.#copy.durableVersionsBeyond(this.#trust.isToHeal ? new Map() : theirs)
    const unsent = mine ? missingThere(mine, theirs, this.#copy.logs) : []
    if (!mine || (unsent.length === 0 && !this.#trust.isToAnnounce(theirs))) {
      this.#sentRevision = revision
      return { eventsOut: 0, bytesOut: 0 }
    }
    const contentBytes = await this.#contents.send(unsent)
    const { logs } = this.#copy
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

  // Writing over an outdated vector would overwrite a colleague's announcement.
  async #freshVersions(): Promise<TaggedVersions> {
    const isFresh = Math.abs(this.#ports.clock.nowMs() - this.#taggedAtMs) <= versionsFreshMs
    return isFresh ? this.#tagged : this.#readVersions()
  }

  #lacksNothing(versions: VersionVector): boolean {
    return lacksNothing(versions, this.#copy.logs)
  }
}
