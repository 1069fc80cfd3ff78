import { ByteReader, ByteWriter, CodecError } from '../../binary/index.ts'
import type { RangePorts } from '../../codec/index.ts'
import { Chain } from '../../event/index.ts'
import type { LineId } from '../../identifier/index.ts'
import type { Heads, HeadsEntry, LinesHere } from '../../log/index.ts'
import { drawCauses, type Random } from '../../ports/index.ts'
import {
  type Answer,
  BriefContext,
  type ExchangeAnswer,
  type HashStartAt,
  headsBrought,
  readBatch,
  type ReadingSide,
  type Stretch,
  type Wanted,
  writeBatch,
} from '../../protocol/index.ts'
import { interruption, type ServerSession } from './server-session.ts'

/** The lines of a copy, as talking with a server needs them. */
export interface TalkedLines extends LinesHere {
  hashAt(line: LineId, seq: number): string
}

export interface TalkPorts extends RangePorts {
  readonly random: Random
}

/** What an exchange brings, and whether it asks. */
export interface Saying {
  readonly begins: { readonly fileId: string; readonly mark: string } | null
  readonly waitMs: number | null
  readonly stretches: readonly Stretch[]
  readonly entries: readonly HeadsEntry[]
}

/** What came back: events that continue what is here, and the heads that they lead to. */
export interface Heard extends Pick<ExchangeAnswer, 'isBaseKnown' | 'hasMore'> {
  readonly stretches: readonly Stretch[]
  readonly heads: Heads
}

/** A client's side of one session: what was carried in it, so that neither side says it again. */
export class MessageTalk {
  readonly #session: Pick<ServerSession, 'ask'>
  readonly #lines: TalkedLines
  readonly #ports: TalkPorts
  readonly #chain: Chain
  readonly #id: string
  readonly #outgoing = new BriefContext()
  readonly #incoming = new BriefContext()

  constructor(session: Pick<ServerSession, 'ask'>, lines: TalkedLines, ports: TalkPorts) {
    this.#session = session
    this.#lines = lines
    this.#ports = ports
    this.#chain = new Chain(ports.digest)
    this.#id = ports.random.bytes(4, drawCauses.serverSession()).toHex()
  }

  /** Null where the server knows nothing of this session any more. Rejects with ExchangeInterrupted. */
  async exchange(saying: Saying, theirs: Heads): Promise<Heard | null> {
    const { begins, waitMs, entries, stretches } = saying
    const batch = stretches.length > 0 ? this.#batchOf(stretches, theirs) : null
    const waitSeconds = waitMs === null ? null : Math.ceil(waitMs / 1000)
    const request = { kind: 'exchange', session: this.#id, begins, waitSeconds, entries, batch } as const
    const answer = await this.#session.ask(request, thinkingMs + (waitMs ?? 0))
    if (answer.kind === 'refusal' && answer.refusal.code === 'session-lost') return null
    return this.#heard(expected(answer, 'exchange'), theirs)
  }

  /** The heads there; null where they have the mark that was named. */
  async heads(mark: string): Promise<Heads | null> {
    const { entries } = expected(await this.#session.ask({ kind: 'heads', mark }), 'heads')
    return entries && new Map(entries.map((entry) => [entry.line, entry]))
  }

  /** Of what is wanted, as much as fits into one answer. */
  async wanted(wanted: readonly Wanted[]): Promise<readonly Stretch[]> {
    const { batch } = expected(await this.#session.ask({ kind: 'wanted', wanted }), 'wanted')
    return readBatch(new ByteReader(batch), { ...this.#reading, context: null })
  }

  #batchOf(stretches: readonly Stretch[], theirs: Heads): Uint8Array {
    const hashStart: HashStartAt = (line, seq) => {
      const entry = theirs.get(line)
      return entry && !entry.others && entry.seq >= seq ? this.#hashStart(line, seq) : null
    }
    const writer = new ByteWriter(256)
    const { compression } = this.#ports
    writeBatch(writer, stretches, { context: this.#outgoing, compression, hashStart })
    return writer.take()
  }

  // What cannot be read here was written by a server that remembers something else of this session.
  #heard({ isBaseKnown, hasMore, entries, batch }: ExchangeAnswer, theirs: Heads): Heard | null {
    try {
      const side = { ...this.#reading, context: this.#incoming }
      const stretches = batch ? readBatch(new ByteReader(batch), side) : []
      return { isBaseKnown, hasMore, stretches, heads: headsBrought(stretches, entries, theirs) }
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
      hashAt: (line, seq) => (this.#lines.receivedSeq(line) >= seq ? this.#lines.hashAt(line, seq) : null),
    }
  }

  readonly #hashStart: HashStartAt = (line, seq) => {
    const isOne = this.#lines.receivedSeq(line) >= seq && !this.#lines.isSplit(line)
    return isOne ? this.#lines.hashAt(line, seq).slice(0, 8) : null
  }
}

const thinkingMs = 60_000

const expected = <K extends Answer['kind']>(answer: Answer, kind: K): Extract<Answer, { kind: K }> => {
  if (answer.kind === 'refusal') throw interruption(answer.refusal)
  if (answer.kind === kind) return answer as Extract<Answer, { kind: K }>
  throw new CodecError(`Cannot read an answer: it is of the kind ${answer.kind}, and not ${kind}`)
}
