import { ByteReader, ByteWriter, CodecError } from '../binary/index.ts'
import { HashChain } from '../event/index.ts'
import type { LogId } from '../identifier/index.ts'
import type { VersionVector } from '../log/index.ts'
import {
  type Answer,
  type ExchangeAnswer,
  type ExchangeRequest,
  type HashStartAt,
  versionsBrought,
  changesFor,
  readBatch,
  Refused,
  type Span,
  spanOf,
  type Wanted,
  writeBatch,
} from '../protocol/index.ts'
import { LongPolls } from './long-polls.ts'
import type { PublishedFile } from './published-file.ts'
import { RecentVersions } from './recent-versions.ts'
import type { ServerLimits } from './server-limits.ts'
import type { ServerPorts } from './server-ports.ts'
import { type SyncSession, SyncSessions } from './sync-sessions.ts'

/** Handles clients' requests about the logs of published files. */
export class ExchangeHandler {
  readonly #ports: ServerPorts
  readonly #limits: ServerLimits
  readonly #chain: HashChain
  readonly #sessions: SyncSessions
  readonly #longPolls: LongPolls
  readonly #recent = new WeakMap<PublishedFile, RecentVersions>()

  constructor(ports: ServerPorts, limits: ServerLimits) {
    this.#ports = ports
    this.#limits = limits
    this.#chain = new HashChain(ports.digest)
    this.#sessions = new SyncSessions(limits.sessionsMax)
    this.#longPolls = new LongPolls(ports.clock, limits)
  }

  drain(): void {
    this.#longPolls.drain()
    this.#sessions.stopWaiting()
  }

  async versions(file: PublishedFile, etag: string): Promise<Answer> {
    const versions = await file.versions()
    const isSame = this.#recentOf(file).etagOf(versions) === etag
    return { kind: 'heads', entries: isSame ? null : [...versions.values()] }
  }

  async wanted(file: PublishedFile, wanted: readonly Wanted[]): Promise<Answer> {
    if (wanted.length > this.#limits.wantedMax)
      throw new Refused(
        'too-large',
        `One request may want events of ${this.#limits.wantedMax} logs, and this one of ${wanted.length}`,
        file.fileName,
        'Ask for fewer at once.',
      )
    const spans: Span[] = []
    let leftBytes = this.#limits.answerBytesMax
    for (const { log: logId, seq, hash, first, last } of wanted) {
      const log = file.logs.historyWith(logId, seq, hash)
      const span = log && leftBytes > 0 ? spanOf(log, first, last, leftBytes) : null
      if (!span) continue
      spans.push({ ...span, isForked: true })
      leftBytes -= span.events.reduce((sum, { length }) => sum + length, 0)
    }
    const writer = new ByteWriter(4096)
    const { compression } = this.#ports
    writeBatch(writer, spans, { context: null, compression, hashStart: () => null })
    return { kind: 'wanted', batch: writer.take() }
  }

  async exchange(file: PublishedFile, who: string, request: ExchangeRequest): Promise<Answer> {
    const key = `${who} ${file.fileId} ${request.session}`
    try {
      return await this.#exchange(file, key, request)
    } catch (trouble) {
      // The two sides' session states may differ now.
      this.#sessions.forget(key)
      throw trouble
    }
  }

  async #exchange(file: PublishedFile, key: string, request: ExchangeRequest): Promise<Answer> {
    const versions = await file.versions()
    const begun = request.begins && this.#begin(file, key, versions, request.begins)
    const session = begun ? begun.session : this.#sessions.find(key)
    if (!session)
      throw new Refused(
        'session-lost',
        'What was said before is not known here',
        file.fileName,
        'Start the exchange again.',
      )
    if (request.batch || request.entries.length > 0) await this.#put(file, session, request)
    if (begun && !begun.isBaseKnown) return allVersions(versions)
    const { waitSeconds } = request
    return waitSeconds === null ? noChanges : this.#changes(file, session, waitSeconds * 1000)
  }

  #begin(
    file: PublishedFile,
    key: string,
    versions: VersionVector,
    { fileId, etag }: NonNullable<ExchangeRequest['begins']>,
  ): { readonly session: SyncSession; readonly isBaseKnown: boolean } {
    if (fileId !== file.fileId)
      throw new Refused(
        'other-file',
        `What is published there is the client file ${file.fileName}, and not the one that this copy is of`,
        file.fileName,
        'Look at the address.',
      )
    const recent = this.#recentOf(file)
    recent.note(versions)
    const base = recent.with(etag)
    return { session: this.#sessions.begin(key, base ?? versions), isBaseKnown: base !== null }
  }

  async #put(file: PublishedFile, session: SyncSession, { batch, entries }: ExchangeRequest): Promise<void> {
    const { logs } = file
    const hashAt = (logId: LogId, seq: number): string | null =>
      logs.receivedSeq(logId) >= seq ? logs.hashAt(logId, seq) : null
    const spans = readOrLost(file, () =>
      batch
        ? readBatch(new ByteReader(batch), {
            context: session.incoming,
            compression: this.#ports.compression,
            chain: this.#chain,
            hashAt,
            hashStart: (logId, seq) => hashAt(logId, seq)?.slice(0, 8) ?? null,
          })
        : [],
    )
    const brought = versionsBrought(spans, entries, session.known)
    // Noted before ingesting wakes the waiting clients, so that this client does not receive its own events.
    for (const entry of brought.values()) session.known.set(entry.log, entry)
    const refused = await file.ingest(spans, brought)
    if (refused.length > 0)
      throw new Refused(
        'not-let-in',
        refused.join('; '),
        file.fileName,
        'See who wrote what: npx shakedown file verify.',
      )
  }

  async #changes(file: PublishedFile, session: SyncSession, waitMs: number): Promise<ExchangeAnswer> {
    session.stopWaiting()
    const { clock } = this.#ports
    const untilMs = clock.nowMs() + Math.min(waitMs, this.#limits.waitMsMax)
    for (;;) {
      const seenCount = file.changes.count
      const answer = await this.#changesNow(file, session)
      if (answer || waitMs === 0) return answer ?? noChanges
      const leftMs = Math.min(untilMs - clock.nowMs(), this.#limits.waitMsMax)
      if (!(await this.#longPolls.change(file, session, leftMs, seenCount))) return noChanges
    }
  }

  async #changesNow(file: PublishedFile, session: SyncSession): Promise<ExchangeAnswer | null> {
    const versions = await file.versions()
    if (versions === session.sentVersions) return null
    this.#recentOf(file).note(versions)
    const changes = changesFor(session.known, versions, file.logs, this.#limits.answerBytesMax)
    const batch = changes.spans.length > 0 ? this.#batchFor(session, file, changes.spans) : null
    for (const entry of changes.known) session.known.set(entry.log, entry)
    if (!changes.hasMore) session.sentVersions = versions
    if (!batch && changes.entries.length === 0) return null
    return { kind: 'exchange', isBaseKnown: true, hasMore: changes.hasMore, entries: changes.entries, batch }
  }

  // Uses only versions from before this message, since the client may not have read its earlier parts yet.
  #batchFor(session: SyncSession, { logs }: PublishedFile, spans: readonly Span[]): Uint8Array {
    const hashStart: HashStartAt = (logId, seq) => {
      const entry = session.known.get(logId)
      const isSure = entry && !entry.others && entry.seq >= seq && logs.receivedSeq(logId) >= seq
      return isSure && !logs.isForked(logId) ? logs.hashAt(logId, seq).slice(0, 8) : null
    }
    const writer = new ByteWriter(256)
    const { compression } = this.#ports
    writeBatch(writer, spans, { context: session.outgoing, compression, hashStart })
    return writer.take()
  }

  #recentOf(file: PublishedFile): RecentVersions {
    const known = this.#recent.get(file)
    if (known) return known
    const recent = new RecentVersions(this.#ports.digest)
    this.#recent.set(file, recent)
    return recent
  }
}

const noChanges: ExchangeAnswer = {
  kind: 'exchange',
  isBaseKnown: true,
  hasMore: false,
  entries: [],
  batch: null,
}

const allVersions = (versions: VersionVector): ExchangeAnswer => ({
  ...noChanges,
  isBaseKnown: false,
  entries: [...versions.values()],
})

// The bytes may fit another session state, so the client repeats them in full.
const readOrLost = <T>(file: PublishedFile, read: () => T): T => {
  try {
    return read()
  } catch (trouble) {
    if (!(trouble instanceof CodecError)) throw trouble
    throw new Refused(
      'session-lost',
      trouble.message,
      file.fileName,
      'Start the exchange again, and send it in full.',
    )
  }
}
