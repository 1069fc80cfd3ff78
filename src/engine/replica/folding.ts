import { FoldedFile, type ColdFile, type FoldedFileListener } from '../document/index.ts'
import type { AbandonOp, Event } from '../event/index.ts'
import type { Dot, LogId } from '../identifier/index.ts'
import type { LogListener } from '../log/index.ts'
import type { Contents } from '../storage/contents/index.ts'
import type { CopyPorts } from './copy-ports.ts'

export interface FoldingParts {
  readonly ports: CopyPorts
  readonly contents: Contents
  readonly listener: FoldedFileListener & {
    /** Everything is folded anew: what was told before counts no more. */
    readonly rebuilt: () => void
  }
  /** Told of every event before it is folded, also where it is folded anew. */
  readonly applied: (logId: LogId, event: Event) => void
}

/** Folds what the causal log tells, and begins the file anew where what was folded does not hold any more. */
export class Folding implements LogListener {
  readonly #parts: FoldingParts
  #file: FoldedFile

  constructor(parts: FoldingParts) {
    this.#parts = parts
    this.#file = this.#emptyFile()
  }

  /** To be asked for each time. */
  get file(): FoldedFile {
    return this.#file
  }

  apply(logId: LogId, seq: number, event: Event, isNew: boolean): void {
    this.#parts.applied(logId, event)
    this.#file.apply({ log: logId, seq }, event)
    if (isNew) this.#parts.ports.trace.emit({ kind: 'applied', log: logId, seq, note: event.note })
  }

  abandoned(dot: Dot, event: Event, op: AbandonOp): void {
    this.#file.state.hierarchy.abandoned(dot, event, op)
  }

  /** Goes on with a file that was written down. */
  restore(cold: ColdFile): void {
    this.#file = new FoldedFile(this.#parts.contents, this.#parts.listener, cold)
  }

  rebuild(): void {
    this.#parts.listener.rebuilt()
    this.#file = this.#emptyFile()
  }

  #emptyFile(): FoldedFile {
    return new FoldedFile(this.#parts.contents, this.#parts.listener)
  }
}
