import { ByteReader, ByteWriter, CodecError } from '../../binary/index.ts'
import type { RangePorts } from '../../codec/index.ts'
import { HashChain } from '../../event/index.ts'
import type { LogId } from '../../identifier/index.ts'
import type { VersionVector, VersionEntry, LogsHere } from '../../log/index.ts'
import { drawCauses, type Random } from '../../ports/index.ts'
import {
  type Answer,
  DeltaContext,
  type ExchangeAnswer,
  type HashStartAt,
  versionsBrought,
  readBatch,
  type ReadingSide,
  type Span,
  type Wanted,
  writeBatch,
} from '../../protocol/index.ts'
import { interruption, type ServerSession } from './server-session.ts'

export interface SessionLogs extends LogsHere {
  hashAt(logId: LogId, seq: number): string
}

export interface SyncSessionPorts extends RangePorts {
  readonly random: Random
}

export interface ExchangeMessage {
  readonly begins: { readonly fileId: string; readonly etag: string } | null
  readonly waitMs: number | null
  readonly spans: readonly Span[]
  readonly entries: readonly VersionEntry[]
}

/** Events that continue the local logs, and the versions that they lead to. */
export interface ExchangeReply extends Pick<ExchangeAnswer, 'isBaseKnown' | 'hasMore'> {
  readonly spans: readonly Span[]
  readonly versions: VersionVector
}

/** Client side of a sync session. Remembers what was exchanged, so that neither side repeats it. */
export class ClientSyncSession {
  readonly #session: Pick<ServerSession, 'ask'>
  readonly #logs: SessionLogs
  readonly #ports: SyncSessionPorts
  readonly #chain: HashChain
  readonly #id: string
  readonly #outgoing = new DeltaContext()
  readonly #incoming = new DeltaContext()

  constructor(session: Pick<ServerSession, 'ask'>, logs: SessionLogs, ports: SyncSessionPorts) {
    this.#session = session
    this.#logs = logs
    this.#ports = ports
    this.#chain = new HashChain(ports.digest)
    this.#id = ports.random.bytes(4, drawCauses.serverSession()).toHex()
  }

  /** Returns null if the server has lost this session. Rejects with ExchangeInterrupted. */
  async exchange(message: ExchangeMessage, theirs: VersionVector): Promise<ExchangeReply | null> {
    const { begins, waitMs, entries, spans } = message
    const batch = spans.length > 0 ? this.#batchOf(spans, theirs) : null
    const waitSeconds = waitMs === null ? null : Math.ceil(waitMs / 1000)
    const request = { kind: 'exchange', session: this.#id, begins, waitSeconds, entries, batch } as const
    const answer = await this.#session.ask(request, thinkingMs + (waitMs ?? 0))
    if (answer.kind === 'refusal' && answer.refusal.code === 'session-lost') return null
    return this.#replyOf(expected(answer, 'exchange'), theirs)
  }

  /** Returns the server's versions, or null if their etag equals `etag`. */
  async versions(etag: string): Promise<VersionVector | null> {
    const { entries } = expected(await this.#session.ask({ kind: 'heads', etag }), 'heads')
    return entries && new Map(entries.map((entry) => [entry.log, entry]))
  }

  /** Returns as many of the wanted events as fit into one answer. */
  async wanted(wanted: readonly Wanted[]): Promise<readonly Span[]> {
    const { batch } = expected(await this.#session.ask({ kind: 'wanted', wanted }), 'wanted')
    return readBatch(new ByteReader(batch), { ...this.#reading, context: null })
  }

  #batchOf(spans: readonly Span[], theirs: VersionVector): Uint8Array {
    const hashStart: HashStartAt = (logId, seq) => {
      const entry = theirs.get(logId)
      return entry && !entry.others && entry.seq >= seq ? this.#hashStart(logId, seq) : null
    }
    const writer = new ByteWriter(256)
    const { compression } = this.#ports
    writeBatch(writer, spans, { context: this.#outgoing, compression, hashStart })
    return writer.take()
  }

  // An unreadable batch means that the server remembers another state of this session.
  #replyOf(
    { isBaseKnown, hasMore, entries, batch }: ExchangeAnswer,
    theirs: VersionVector,
  ): ExchangeReply | null {
    try {
      const side = { ...this.#reading, context: this.#incoming }
      const spans = batch ? readBatch(new ByteReader(batch), side) : []
      return { isBaseKnown, hasMore, spans, versions: versionsBrought(spans, entries, theirs) }
    } catch (trouble) {
      if (trouble instanceof CodecError) return null
      throw trouble
    }
  }

  get #reading(): Omit<ReadingSide, 'context'> {
    return {
      compression: this.#ports.compression,
      chain: this.#chain,
      hashStart: this.#hashStart,
      hashAt: (logId, seq) => (this.#logs.receivedSeq(logId) >= seq ? this.#logs.hashAt(logId, seq) : null),
    }
  }

  readonly #hashStart: HashStartAt = (logId, seq) => {
    const isOne = this.#logs.receivedSeq(logId) >= seq && !this.#logs.isForked(logId)
    return isOne ? this.#logs.hashAt(logId, seq).slice(0, 8) : null
  }
}

const thinkingMs = 60_000

const expected = <K extends Answer['kind']>(answer: Answer, kind: K): Extract<Answer, { kind: K }> => {
  if (answer.kind === 'refusal') throw interruption(answer.refusal)
  if (answer.kind === kind) return answer as Extract<Answer, { kind: K }>
  throw new CodecError(`Cannot read an answer: it is of the kind ${answer.kind}, and not ${kind}`)
}
