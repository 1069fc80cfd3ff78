import type { LogId } from '../../identifier/index.ts'
import {
  type VersionVector,
  type VersionEntry,
  lacksNothing,
  missingHere,
  missingThere,
} from '../../log/index.ts'
import type { Clock } from '../../ports/index.ts'
import { heldEtag, type Span } from '../../protocol/index.ts'
import type { SyncCopy } from '../../replica/index.ts'
import {
  ContentTraffic,
  ExchangeInterrupted,
  type ExchangeOutcome,
  type Exchanger,
  nothingMoved,
  asOutcome,
} from '../exchange/index.ts'
import { type ExchangeReply, ClientSyncSession, type SyncSessionPorts } from './client-sync-session.ts'
import { fetchWanted, wantedOf } from './fetch-wanted.ts'
import { piecesOf, type OutgoingPiece } from './outgoing-piece.ts'
import type { ServerSession } from './server-session.ts'

export interface MessagePorts extends SyncSessionPorts {
  readonly clock: Clock
}

interface Moved {
  eventsIn: number
  eventsOut: number
  bytesOut: number
}

/** Compatible programs need one full resend. More of them point to a defect. */
const beginningsMax = 4

/**
 * Replicates with a server: one round trip sends and fetches events. If either side forgets the other's
 * versions, the next message states them in full.
 */
export class MessageExchanger implements Exchanger {
  readonly #copy: SyncCopy
  readonly #session: ServerSession
  readonly #ports: MessagePorts
  readonly #contents: ContentTraffic
  #syncSession: ClientSyncSession | null = null
  #theirs = new Map<LogId, VersionEntry>()
  #inSyncRevision = -1
  #waiting: Promise<void> | null = null
  #arrived: (() => Promise<ExchangeReply | null>) | null = null
  /** Why the server refuses writes. Null while it accepts them. */
  #barred: string | null = null
  /** True if the last reply was complete, so that asking again would waste a round trip. */
  #isUpToDate = false

  constructor(copy: SyncCopy, session: ServerSession, ports: MessagePorts) {
    this.#copy = copy
    this.#session = session
    this.#ports = ports
    this.#contents = new ContentTraffic(copy, session, ports)
  }

  get theirVersions(): VersionVector {
    return this.#theirs
  }

  get isInSync(): boolean {
    return !this.#arrived && this.#inSyncRevision === this.#copy.revision
  }

  get unsentEvents(): number {
    const unsent = missingThere(this.#copy.logs.versions(), this.#theirs, this.#copy.logs)
    return unsent.reduce((sum, { seq, theirSeq }) => sum + seq - theirSeq, 0)
  }

  exchange(): Promise<ExchangeOutcome> {
    return asOutcome(() => this.#exchange())
  }

  poll(): Promise<ExchangeOutcome> {
    return asOutcome(async () => {
      const mine = await this.#held()
      const theirs = await this.#newSyncSession().versions(heldEtag(mine, this.#ports.digest))
      this.#theirs = new Map(this.#believed(theirs ?? mine))
      return nothingMoved
    })
  }

  /** A single request waits at the server and outlasts exchanges that only send. */
  untilChanges(waitMs: number): Promise<void> | null {
    if (!this.#syncSession) return null
    if (this.#arrived) return Promise.resolve()
    this.#waiting ??= this.#waitForChanges(this.#syncSession, waitMs)
    return this.#waiting
  }

  async #exchange(): Promise<ExchangeOutcome> {
    try {
      return await this.#exchangeAll()
    } catch (trouble) {
      // The request may have arrived, so the server's session state is unknown.
      this.#syncSession = null
      throw trouble
    }
  }

  async #exchangeAll(): Promise<ExchangeOutcome> {
    this.#copy.authorship?.signIfDue(this.#ports.clock.nowMs())
    const moved: Moved = { eventsIn: 0, eventsOut: 0, bytesOut: 0 }
    for (let beginnings = 0; ; beginnings += 1) {
      if (beginnings > beginningsMax)
        throw new ExchangeInterrupted({ kind: 'lost', detail: 'the server forgot what it was just sent' })
      if (!this.#syncSession && !(await this.#begin(moved))) continue
      if (await this.#carryWhatMay(moved)) break
      this.#syncSession = null
    }
    if (!this.#isCutOff) await this.#contents.fetch()
    const { logs, revision } = this.#copy
    this.#inSyncRevision = lacksNothing(this.#theirs, logs) && !logs.isBeyond(this.#theirs) ? revision : -1
    return { kind: 'level', ...moved, ...(this.#barred !== null && { barred: this.#barred }) }
  }

  // A reader without write permission continues in a new session, without the refused message.
  async #carryWhatMay(moved: Moved): Promise<boolean> {
    try {
      return await this.#carry(moved)
    } catch (trouble) {
      const { barred } = this.#session
      if (barred === null || this.#barred !== null || !(trouble instanceof ExchangeInterrupted)) throw trouble
      this.#barred = barred
      return false
    }
  }

  // An abandoned copy hands in its events for rescue and receives nothing (S6).
  get #isCutOff(): boolean {
    return this.#copy.closed?.reason === 'abandoned'
  }

  #newSyncSession(): ClientSyncSession {
    return new ClientSyncSession(this.#session, this.#copy.logs, this.#ports)
  }

  /** If the server lately had the same versions, both sides exchange only changes. */
  async #begin(moved: Moved): Promise<boolean> {
    this.#arrived = this.#waiting = null
    const syncSession = this.#newSyncSession()
    const mine = await this.#held()
    this.#theirs = new Map()
    const begins = { fileId: this.#copy.format.fileId, etag: heldEtag(mine, this.#ports.digest) }
    const message = { begins, waitMs: this.#isCutOff ? null : 0, spans: [], entries: [] }
    const reply = await syncSession.exchange(message, mine)
    if (!reply) return false
    this.#theirs = new Map(reply.isBaseKnown ? mine : [])
    this.#syncSession = syncSession
    await this.#takeReply(reply, moved)
    this.#isUpToDate = !reply.hasMore
    return true
  }

  async #held(): Promise<VersionVector> {
    return (await this.#copy.durableVersionsBeyond(new Map())) ?? new Map()
  }

  /** Sends and fetches until neither side lacks anything. Returns false if the session was lost. */
  async #carry(moved: Moved): Promise<boolean> {
    const syncSession = this.#syncSession
    if (!syncSession) return false
    const arrived = this.#arrived
    this.#arrived = null
    if (arrived) {
      const reply = await arrived()
      if (!reply) return false
      await this.#takeReply(reply, moved)
      this.#isUpToDate = !reply.hasMore
    }
    const mine = await this.#copy.durableVersionsBeyond(this.#theirs)
    const sent = this.#barred === null ? mine : null
    const unsent = sent ? missingThere(sent, this.#theirs, this.#copy.logs) : []
    moved.bytesOut += await this.#contents.send(unsent)
    const sendings = sent ? piecesOf(unsent, sent, this.#theirs, this.#copy) : []
    return this.#ask(syncSession, sendings, moved)
  }

  async #ask(
    syncSession: ClientSyncSession,
    sendings: readonly OutgoingPiece[],
    moved: Moved,
  ): Promise<boolean> {
    const rest = [...sendings]
    const asks = !this.#waiting && !this.#isCutOff && !this.#isUpToDate
    this.#isUpToDate = false
    for (let hasMore = asks; rest.length > 0 || hasMore;) {
      const sending = rest.shift()
      const waitMs = rest.length === 0 && (asks || hasMore) ? 0 : null
      const { spans = [], entries = [] } = sending ?? {}
      const reply = await syncSession.exchange({ begins: null, waitMs, spans, entries }, this.#theirs)
      if (!reply) return false
      for (const entry of sending?.leadsTo ?? []) this.#theirs.set(entry.log, entry)
      moved.eventsOut += spans.reduce((sum, { events }) => sum + events.length, 0)
      moved.bytesOut += sizeOf(spans)
      await this.#takeReply(reply, moved)
      hasMore = reply.hasMore
    }
    return true
  }

  async #takeReply(reply: ExchangeReply, moved: Moved): Promise<void> {
    for (const [logId, entry] of reply.versions) this.#theirs.set(logId, entry)
    if (this.#isCutOff || reply.versions.size === 0) return
    moved.eventsIn += await this.#ingest(reply.spans, reply.versions)
    const stray = this.#copy.takeStray()
    const isPlain = reply.isBaseKnown && stray.size === 0 && reply.versions.size === reply.spans.length
    if (!isPlain) moved.eventsIn += await this.#fetchMissing(stray)
    this.#theirs = new Map(this.#believed(this.#theirs))
  }

  async #fetchMissing(stray: ReadonlySet<LogId>): Promise<number> {
    const missing = missingHere(this.#believed(this.#theirs), this.#copy.logs, stray)
    const wanted = wantedOf(missing, this.#theirs, this.#copy.logs)
    let eventsIn = 0
    for await (const spans of fetchWanted(this.#syncSession ?? this.#newSyncSession(), wanted))
      eventsIn += await this.#ingest(spans, this.#theirs)
    return eventsIn
  }

  async #ingest(spans: readonly Span[], versions: VersionVector): Promise<number> {
    const { authorship } = this.#copy
    const admitted = authorship ? authorship.admitted(spans, versions) : spans
    const eventsIn = await this.#copy.ingest(admitted, 'journal')
    authorship?.adopt(versions)
    return eventsIn
  }

  #believed(theirs: VersionVector): VersionVector {
    return this.#copy.authorship?.sound(theirs) ?? theirs
  }

  async #waitForChanges(syncSession: ClientSyncSession, waitMs: number): Promise<void> {
    const message = { begins: null, waitMs, spans: [], entries: [] }
    const outcome = await syncSession.exchange(message, this.#theirs).then(
      (reply) => () => Promise.resolve(reply),
      (trouble: unknown) => () => Promise.reject(trouble),
    )
    // A newer session has received these changes itself.
    if (syncSession !== this.#syncSession) return
    this.#waiting = null
    this.#arrived = outcome
  }
}

const sizeOf = (spans: readonly Span[]): number =>
  spans.reduce((sum, { events }) => sum + events.reduce((bytes, { length }) => bytes + length, 0), 0)
