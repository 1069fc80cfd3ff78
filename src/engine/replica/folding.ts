import { FoldedFile, type RestingFile, type ShownListener } from '../document/index.ts'
import type { AbandonOp, Event } from '../event/index.ts'
import type { Dot, LineId } from '../identifier/index.ts'
import type { Told } from '../log/index.ts'
import type { Contents } from '../storage/contents/index.ts'
import type { CopyPorts } from './copy-ports.ts'

export interface FoldingParts {
  readonly ports: CopyPorts
  readonly contents: Contents
  readonly shown: ShownListener & {
    /** Everything is folded anew: what was told before counts no more. */
    readonly begunAnew: () => void
  }
  /** Told of every event before it is folded, also where it is folded anew. */
  readonly applied: (line: LineId, event: Event) => void
}

/** Folds what the causal log tells, and begins the file anew where what was folded does not hold any more. */
export class Folding implements Told {
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

  apply(line: LineId, seq: number, event: Event, isNews: boolean): void {
    this.#parts.applied(line, event)
    this.#file.apply({ line, seq }, event)
    if (isNews) this.#parts.ports.trace.tell({ kind: 'applied', line, seq, note: event.note })
  }

  abandoned(dot: Dot, event: Event, op: AbandonOp): void {
    this.#file.state.hierarchy.abandoned(dot, event, op)
  }

  /** Goes on with a file that was written down. */
  takeUp(resting: RestingFile): void {
    this.#file = new FoldedFile(this.#parts.contents, this.#parts.shown, resting)
  }

  foldAnew(): void {
    this.#parts.shown.begunAnew()
    this.#file = this.#emptyFile()
  }

  #emptyFile(): FoldedFile {
    return new FoldedFile(this.#parts.contents, this.#parts.shown)
  }
}
