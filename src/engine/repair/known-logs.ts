import { CodecError } from '../binary/index.ts'
import type { Range } from '../codec/index.ts'
import { HashChain } from '../event/index.ts'
import type { LogId } from '../identifier/index.ts'
import { CausalLogs, endsIn, type VersionEntry, type Histories, type EventLog } from '../log/index.ts'
import type { Digest } from '../ports/index.ts'

export interface Piece {
  readonly path: string
  readonly range: Range
}

/** A file with a right checksum but an event that cannot be decoded. */
export interface UnreadablePiece {
  readonly path: string
  readonly detail: string
}

/** Each piece must continue a chain. Pieces behind a gap wait for it to be filled. */
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

  get waiting(): readonly Piece[] {
    return this.#waiting
  }

  get events(): number {
    return this.ends().reduce((sum, { seq }) => sum + seq, 0)
  }

  ends(): readonly VersionEntry[] {
    return [...this.histories.versions().values()].flatMap(endsIn)
  }

  /** All histories of a log, the first one first. */
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

  drop(dropped: ReadonlySet<Piece>): void {
    const kept = this.#pieces.filter((piece) => !dropped.has(piece))
    this.#log = receivingLog(this.#chain)
    this.#pieces = []
    this.#waiting = []
    this.ingest(kept)
  }

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

/** Ingests like a copy, but folds nothing. */
const receivingLog = (chain: HashChain): CausalLogs =>
  new CausalLogs(chain, { apply: () => {}, abandoned: () => {}, rebuild: () => {} })

const oldestFirst = ({ range: a }: Piece, { range: b }: Piece): number => {
  if (a.log !== b.log) return a.log < b.log ? -1 : 1
  return a.first - b.first || b.events.length - a.events.length
}
