import { keyOps } from '../authorship/index.ts'
import { ByteWriter } from '../binary/index.ts'
import {
  adoptTimestamp,
  HashChain,
  encodeEvent,
  type Event,
  nextTimestamp,
  type Op,
  type HlcTimestamp,
} from '../event/index.ts'
import type { Dot, LogId } from '../identifier/index.ts'
import type { CausalLogs } from '../log/index.ts'
import { DiskTrouble } from '../ports/index.ts'
import type { WriteAheadLog } from '../storage/journal/index.ts'
import type { WriterParts } from '../storage/snapshot/index.ts'
import type { CopyPorts } from './copy-ports.ts'
import type { OwnLog } from './own-log.ts'

export interface UserAction {
  readonly author: string
  readonly note: string
}

const noTimestamp: HlcTimestamp = { ms: 0, count: 0 }

/**
 * Appends events to the copy's own log. Each one depends on all events applied here, and is durable when `write`
 * resolves.
 */
export class LogWriter {
  readonly #own: OwnLog
  readonly #ports: CopyPorts
  readonly #log: CausalLogs
  readonly #wal: WriteAheadLog
  #mentioned = new Map<LogId, number>()
  readonly #encoder = new ByteWriter()
  #ownTimestamp: HlcTimestamp = noTimestamp
  /** From other logs, if not too far ahead. */
  #adoptedTimestamp: HlcTimestamp = noTimestamp

  constructor(own: OwnLog, ports: CopyPorts, log: CausalLogs, wal: WriteAheadLog) {
    this.#own = own
    this.#ports = ports
    this.#log = log
    this.#wal = wal
  }

  restore({ mentioned, ownTimestamp, adoptedTimestamp }: WriterParts): void {
    const own = this.#mentionedBy(this.#own.identity.line)
    for (const [logId, seq] of mentioned) own.set(logId, seq)
    this.#ownTimestamp = ownTimestamp
    this.#adoptedTimestamp = adoptedTimestamp
  }

  parts(): WriterParts {
    const { line: logId } = this.#own.identity
    const mentioned = [...this.#mentionedBy(logId)].filter(([other]) => other !== logId)
    return { mentioned, ownTimestamp: this.#ownTimestamp, adoptedTimestamp: this.#adoptedTimestamp }
  }

  /** Call with every applied event, so that the next write is later than all of them. */
  applied(logId: LogId, event: Event): void {
    if (logId !== this.#own.identity.line) {
      this.#adoptedTimestamp = adoptTimestamp(
        this.#adoptedTimestamp,
        event.timestamp,
        this.#ports.clock.nowMs(),
      )
      return
    }
    const mentioned = this.#mentionedBy(logId)
    for (const dep of event.deps) mentioned.set(dep.log, dep.seq)
    this.#ownTimestamp = event.timestamp
  }

  /** Returns the dot of the next write. Throws DiskTrouble if it needs a new log and cannot begin one. */
  nextDot(): Dot {
    const logId = this.#own.ready()
    const written = this.#log.receivedSeq(logId)
    return { log: logId, seq: written + (this.#isBeginning(logId) ? 2 : 1) }
  }

  async write(ops: readonly Op[], action: UserAction): Promise<Dot | DiskTrouble> {
    try {
      const logId = this.#own.ready()
      if (this.#isBeginning(logId)) this.#beginLog(logId)
      const { seq, flushed } = this.#append(logId, ops, action)
      await flushed
      return { log: logId, seq }
    } catch (trouble) {
      if (trouble instanceof DiskTrouble) return trouble
      throw trouble
    }
  }

  // Shares the next write's flush.
  #beginLog(logId: LogId): void {
    void this.#append(logId, this.#firstOps(), { author: this.#own.identity.user, note: '' })
  }

  #append(logId: LogId, ops: readonly Op[], action: UserAction): { seq: number; flushed: Promise<void> } {
    const event: Event = {
      timestamp: this.#nextTimestamp(),
      author: action.author,
      note: action.note,
      deps: this.#log.movedSince(this.#mentionedBy(logId)),
      ops: this.#log.receivedSeq(logId) === 0 ? [...ops, ...keyOps(logId, this.#ports.signing)] : ops,
    }
    const bytes = encodeEvent(event, this.#encoder)
    const previousHash = this.#log.log(logId)?.hash ?? new HashChain(this.#ports.digest).start(logId)
    const seq = this.#log.appendOwn(logId, bytes, event)
    return { seq, flushed: this.#wal.append({ log: logId, first: seq, previousHash, events: [bytes] }) }
  }

  // Keeps the two apart, since a reopened copy applies events in another order. Timestamps adopted under a wrong
  // clock expire once it is right.
  #nextTimestamp(): HlcTimestamp {
    const nowMs = this.#ports.clock.nowMs()
    return nextTimestamp(adoptTimestamp(this.#ownTimestamp, this.#adoptedTimestamp, nowMs), nowMs)
  }

  // The first event names the log that this one continues.
  #firstOps(): readonly Op[] {
    const { copyName, user, parent, continues } = this.#own.identity
    const registration: Op = { kind: 'register-copy', copyName, user, parent }
    return continues ? [registration, { kind: 'continues', ...continues }] : [registration]
  }

  #isBeginning(logId: LogId): boolean {
    return this.#own.identity.continues !== undefined && this.#log.receivedSeq(logId) === 0
  }

  // A log never lists itself as a dependency: its sequence numbers imply that.
  #mentionedBy(logId: LogId): Map<LogId, number> {
    if (this.#mentioned.get(logId) !== Number.MAX_SAFE_INTEGER)
      this.#mentioned = new Map([[logId, Number.MAX_SAFE_INTEGER]])
    return this.#mentioned
  }
}
