import { CodecError } from '../binary/index.ts'
import type { Range } from '../codec/index.ts'
import { HashChain } from '../event/index.ts'
import type { LogId } from '../identifier/index.ts'
import { CausalLogs, endsIn, type VersionEntry, type Histories, type EventLog } from '../log/index.ts'
import type { Digest } from '../ports/index.ts'

/** A stretch of a line, and the file that it was read from. */
export interface Piece {
  readonly path: string
  readonly range: Range
}

/** A file whose checksum is right, and in which an event cannot be read all the same. */
export interface UnreadablePiece {
  readonly path: string
  readonly detail: string
}

/**
 * The lines of a folder put together from whatever can be read of them, each with its histories: mostly one. Each piece
 * must continue a chain; what lies behind a gap waits until something fills it.
 */
export class KnownLogs {
  readonly #chain: HashChain
  #log: CausalLogs
  #pieces: readonly Piece[] = []
  #waiting: readonly Piece[] = []
  readonly #unreadable = new Map<string, UnreadablePiece>()

  constructor(digest: Digest) {
    this.#chain = new HashChain(digest)
    this.#log = receivingLog(this.#chain)
  }

  get histories(): Histories {
    return this.#log.histories
  }

  get unreadable(): readonly UnreadablePiece[] {
    return [...this.#unreadable.values()]
  }

  /** What is here and meets nothing yet. */
  get waiting(): readonly Piece[] {
    return this.#waiting
  }

  /** How many events are here. */
  get events(): number {
    return this.ends().reduce((sum, { seq }) => sum + seq, 0)
  }

  /** Where each history of each line ends. */
  ends(): readonly VersionEntry[] {
    return [...this.histories.versions().values()].flatMap(endsIn)
  }

  /** All histories of a line, the first one first. */
  historiesOf(logId: LogId): readonly EventLog[] {
    return endsIn(this.histories.versions().get(logId)).flatMap(
      (end) => this.histories.historyWith(end.log, end.seq, end.hash) ?? [],
    )
  }

  ingest(pieces: readonly Piece[]): void {
    this.#pieces = [...this.#pieces, ...pieces]
    let left = [...this.#waiting, ...pieces].sort(oldestFirst)
    for (let before = -1; before !== left.length;) {
      before = left.length
      left = left.filter((piece) => !this.#isIngested(piece))
    }
    this.#waiting = left
  }

  /** Begins anew without some pieces. */
  drop(dropped: ReadonlySet<Piece>): void {
    const kept = this.#pieces.filter((piece) => !dropped.has(piece))
    this.#log = receivingLog(this.#chain)
    this.#pieces = []
    this.#waiting = []
    this.ingest(kept)
  }

  /** The hash of a range's last event, as its own bytes give it. */
  lastHash({ previousHash, events }: Range): string {
    return events.reduce((hash, event) => this.#chain.next(hash, event), previousHash)
  }

  #isIngested({ path, range }: Piece): boolean {
    try {
      const { kind } = this.#log.offer(range)
      return kind === 'appended' || kind === 'nothing-new'
    } catch (trouble) {
      if (!(trouble instanceof CodecError)) throw trouble
      this.#unreadable.set(path, { path, detail: trouble.message })
      return true
    }
  }
}

/** Receives as a copy does, and folds nothing. */
const receivingLog = (chain: HashChain): CausalLogs =>
  new CausalLogs(chain, { apply: () => {}, abandoned: () => {}, rebuild: () => {} })

const oldestFirst = ({ range: a }: Piece, { range: b }: Piece): number => {
  if (a.log !== b.log) return a.log < b.log ? -1 : 1
  return a.first - b.first || b.events.length - a.events.length
}
