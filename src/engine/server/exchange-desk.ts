import { ByteReader, ByteWriter, CodecError } from '../binary/index.ts'
import { Chain } from '../event/index.ts'
import type { LineId } from '../identifier/index.ts'
import type { Heads } from '../log/index.ts'
import {
  type Answer,
  type ExchangeAnswer,
  type ExchangeRequest,
  type HashStartAt,
  headsBrought,
  newsFor,
  readBatch,
  Refused,
  type Stretch,
  stretchOf,
  type Wanted,
  writeBatch,
} from '../protocol/index.ts'
import type { ServerLimits } from './limits.ts'
import type { PublishedFile } from './published-file.ts'
import { RecentHeads } from './recent-heads.ts'
import type { ServerPorts } from './server-ports.ts'
import { type Session, Sessions } from './sessions.ts'
import { Waiting } from './waiting.ts'

/** The lines of published files: what clients bring, and what they are told. */
export class ExchangeDesk {
  readonly #ports: ServerPorts
  readonly #limits: ServerLimits
  readonly #chain: Chain
  readonly #sessions: Sessions
  readonly #waiting: Waiting
  readonly #recent = new WeakMap<PublishedFile, RecentHeads>()

  constructor(ports: ServerPorts, limits: ServerLimits) {
    this.#ports = ports
    this.#limits = limits
    this.#chain = new Chain(ports.digest)
    this.#sessions = new Sessions(limits.sessionsMax)
    this.#waiting = new Waiting(ports.clock, limits)
  }

  drain(): void {
    this.#waiting.drain()
    this.#sessions.stopWaiting()
  }

  async heads(file: PublishedFile, mark: string): Promise<Answer> {
    const heads = await file.heads()
    const isSame = this.#recentOf(file).markOf(heads) === mark
    return { kind: 'heads', entries: isSame ? null : [...heads.values()] }
  }

  async wanted(file: PublishedFile, wanted: readonly Wanted[]): Promise<Answer> {
    if (wanted.length > this.#limits.wantedMax)
      throw new Refused(
        'too-large',
        `One request may want events of ${this.#limits.wantedMax} lines, and this one of ${wanted.length}`,
        file.fileName,
        'Ask for fewer at once.',
      )
    const stretches: Stretch[] = []
    let leftBytes = this.#limits.answerBytesMax
    for (const { line, seq, hash, first, last } of wanted) {
      const log = file.lines.historyWith(line, seq, hash)
      const stretch = log && leftBytes > 0 ? stretchOf(log, first, last, leftBytes) : null
      if (!stretch) continue
      stretches.push({ ...stretch, isSplit: true })
      leftBytes -= stretch.events.reduce((sum, { length }) => sum + length, 0)
    }
    const writer = new ByteWriter(4096)
    const { compression } = this.#ports
    writeBatch(writer, stretches, { context: null, compression, hashStart: () => null })
    return { kind: 'wanted', batch: writer.take() }
  }

  async exchange(file: PublishedFile, who: string, request: ExchangeRequest): Promise<Answer> {
    const key = `${who} ${file.fileId} ${request.session}`
    try {
      return await this.#exchange(file, key, request)
    } catch (trouble) {
      // What either side remembers may not be the same any more.
      this.#sessions.forget(key)
      throw trouble
    }
  }

  async #exchange(file: PublishedFile, key: string, request: ExchangeRequest): Promise<Answer> {
    const heads = await file.heads()
    const begun = request.begins && this.#begin(file, key, heads, request.begins)
    const session = begun ? begun.session : this.#sessions.find(key)
    if (!session)
      throw new Refused(
        'session-lost',
        'What was said before is not known here',
        file.fileName,
        'Begin anew.',
      )
    if (request.batch || request.entries.length > 0) await this.#put(file, session, request)
    if (begun && !begun.isBaseKnown) return toldAll(heads)
    const { waitSeconds } = request
    return waitSeconds === null ? nothingNew : this.#news(file, session, waitSeconds * 1000)
  }

  #begin(
    file: PublishedFile,
    key: string,
    heads: Heads,
    { fileId, mark }: NonNullable<ExchangeRequest['begins']>,
  ): { readonly session: Session; readonly isBaseKnown: boolean } {
    if (fileId !== file.fileId)
      throw new Refused(
        'other-file',
        `What is published there is the client file ${file.fileName}, and not the one that this copy is of`,
        file.fileName,
        'Look at the address.',
      )
    const recent = this.#recentOf(file)
    recent.note(heads)
    const base = recent.with(mark)
    return { session: this.#sessions.begin(key, base ?? heads), isBaseKnown: base !== null }
  }

  async #put(file: PublishedFile, session: Session, { batch, entries }: ExchangeRequest): Promise<void> {
    const { lines } = file
    const hashAt = (line: LineId, seq: number): string | null =>
      lines.receivedSeq(line) >= seq ? lines.hashAt(line, seq) : null
    const stretches = readOrLost(file, () =>
      batch
        ? readBatch(new ByteReader(batch), {
            context: session.incoming,
            compression: this.#ports.compression,
            chain: this.#chain,
            hashAt,
            hashStart: (line, seq) => hashAt(line, seq)?.slice(0, 8) ?? null,
          })
        : [],
    )
    const brought = headsBrought(stretches, entries, session.known)
    // Before it is taken in, which tells those who wait: this one is not told what it brought.
    for (const entry of brought.values()) session.known.set(entry.line, entry)
    const refused = await file.takeIn(stretches, brought)
    if (refused.length > 0)
      throw new Refused(
        'not-let-in',
        refused.join('; '),
        file.fileName,
        'See who wrote what: npx shakedown file verify.',
      )
  }

  async #news(file: PublishedFile, session: Session, waitMs: number): Promise<ExchangeAnswer> {
    session.stopWaiting()
    const { clock } = this.#ports
    const untilMs = clock.nowMs() + Math.min(waitMs, this.#limits.waitMsMax)
    for (;;) {
      const seenCount = file.changes.count
      const answer = await this.#newsNow(file, session)
      if (answer || waitMs === 0) return answer ?? nothingNew
      const leftMs = Math.min(untilMs - clock.nowMs(), this.#limits.waitMsMax)
      if (!(await this.#waiting.change(file, session, leftMs, seenCount))) return nothingNew
    }
  }

  async #newsNow(file: PublishedFile, session: Session): Promise<ExchangeAnswer | null> {
    const heads = await file.heads()
    if (heads === session.toldAll) return null
    this.#recentOf(file).note(heads)
    const news = newsFor(session.known, heads, file.lines, this.#limits.answerBytesMax)
    const batch = news.stretches.length > 0 ? this.#batchFor(session, file, news.stretches) : null
    for (const entry of news.known) session.known.set(entry.line, entry)
    if (!news.hasMore) session.toldAll = heads
    if (!batch && news.entries.length === 0) return null
    return { kind: 'exchange', isBaseKnown: true, hasMore: news.hasMore, entries: news.entries, batch }
  }

  // By what is known before this message: what comes in the same one may not be read yet.
  #batchFor(session: Session, { lines }: PublishedFile, stretches: readonly Stretch[]): Uint8Array {
    const hashStart: HashStartAt = (line, seq) => {
      const entry = session.known.get(line)
      const isSure = entry && !entry.others && entry.seq >= seq && lines.receivedSeq(line) >= seq
      return isSure && !lines.isSplit(line) ? lines.hashAt(line, seq).slice(0, 8) : null
    }
    const writer = new ByteWriter(256)
    const { compression } = this.#ports
    writeBatch(writer, stretches, { context: session.outgoing, compression, hashStart })
    return writer.take()
  }

  #recentOf(file: PublishedFile): RecentHeads {
    const known = this.#recent.get(file)
    if (known) return known
    const recent = new RecentHeads(this.#ports.digest)
    this.#recent.set(file, recent)
    return recent
  }
}

const nothingNew: ExchangeAnswer = {
  kind: 'exchange',
  isBaseKnown: true,
  hasMore: false,
  entries: [],
  batch: null,
}

const toldAll = (heads: Heads): ExchangeAnswer => ({
  ...nothingNew,
  isBaseKnown: false,
  entries: [...heads.values()],
})

// Bytes that fit nothing here may be right for an instance that knows more, or whose memory is the client's.
const readOrLost = <T>(file: PublishedFile, read: () => T): T => {
  try {
    return read()
  } catch (trouble) {
    if (!(trouble instanceof CodecError)) throw trouble
    throw new Refused('session-lost', trouble.message, file.fileName, 'Begin anew, and say it in full.')
  }
}
