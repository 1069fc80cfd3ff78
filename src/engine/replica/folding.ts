import { FoldedFile, type ColdFile, type FoldedFileListener } from '../document/index.ts'
import type { AbandonOp, Event } from '../event/index.ts'
import type { Dot, LogId } from '../identifier/index.ts'
import type { LogListener } from '../log/index.ts'
import type { EngineTrace } from '../ports/index.ts'
import type { Contents } from '../storage/contents/index.ts'

export interface ShownListener extends FoldedFileListener {
  /** The state is empty again: all changes reported before are void, and those that still hold follow. */
  readonly rebuilt: () => void
}

export type AppliedListener = (logId: LogId, event: Event) => void

/** Folds the events that the causal logs apply. Starts over when an applied event turns out not to count. */
export class Folding implements LogListener {
  readonly #contents: Contents
  readonly #trace: EngineTrace
  readonly #shownListeners: ShownListener[] = []
  readonly #appliedListeners: AppliedListener[] = []
  #file: FoldedFile

  constructor(contents: Contents, trace: EngineTrace) {
    this.#contents = contents
    this.#trace = trace
    this.#file = this.#newFile()
  }

  /** Changes at `rebuild` and `restore`, so callers must not keep it. */
  get file(): FoldedFile {
    return this.#file
  }

  onShown(listener: ShownListener): void {
    this.#shownListeners.push(listener)
  }

  onApplied(listener: AppliedListener): void {
    this.#appliedListeners.push(listener)
  }

  apply(logId: LogId, seq: number, event: Event, isNew: boolean): void {
    for (const applied of this.#appliedListeners) applied(logId, event)
    this.#file.apply({ log: logId, seq }, event)
    if (isNew) this.#trace.emit({ kind: 'applied', log: logId, seq, note: event.note })
  }

  abandoned(dot: Dot, event: Event, op: AbandonOp): void {
    this.#file.state.hierarchy.abandoned(dot, event, op)
  }

  restore(cold: ColdFile): void {
    this.#file = this.#newFile(cold)
  }

  rebuild(): void {
    for (const { rebuilt } of this.#shownListeners) rebuilt()
    this.#file = this.#newFile()
  }

  #newFile(cold?: ColdFile): FoldedFile {
    const listeners = this.#shownListeners
    return new FoldedFile(
      this.#contents,
      {
        documentChanged: (documentId) => {
          for (const { documentChanged } of listeners) documentChanged(documentId)
        },
        behaviourChanged: () => {
          for (const { behaviourChanged } of listeners) behaviourChanged()
        },
      },
      cold,
    )
  }
}
