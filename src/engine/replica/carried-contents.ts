import type { LiveContent, NeededContent } from '../content/index.ts'
import type { FoldedFile } from '../document/index.ts'
import type { Histories, Unsent } from '../log/index.ts'
import type { Contents } from '../storage/contents/index.ts'
import type { Behaviours } from './behaviours.ts'

export interface CarriedParts {
  readonly contents: Contents
  readonly logs: Histories
  /** Replaced at each rebuild: never keep it. */
  readonly file: () => FoldedFile
  readonly behaviours: Behaviours
  readonly arrived: () => void
}

/** Document bytes for exchanges: those missing here, and those that unsent events refer to. */
export class CarriedContents {
  readonly #parts: CarriedParts

  constructor(parts: CarriedParts) {
    this.#parts = parts
  }

  wanted(): readonly LiveContent[] {
    return this.#parts.behaviours.wanted(this.#parts.file().live.wanted())
  }

  /** Versions whose bytes are missing: this copy could not pass them on. */
  get lackingCount(): number {
    return this.#parts.file().live.wantedCount
  }

  arrived(hash: string): void {
    this.#parts.file().live.arrived(hash)
    this.#parts.behaviours.arrived(hash)
    this.#parts.arrived()
  }

  /** Live bytes of the documents in those events, if present and allowed to leave. */
  behind(unsent: Unsent): readonly LiveContent[] {
    const { contents, logs, file, behaviours } = this.#parts
    return logs
      .namesOf(unsent)
      .flatMap(({ log: logId, first, last }) => file().live.broughtBy(logId, first, last))
      .filter((content) => behaviours.travels(content.documentId) && contents.has(content))
  }

  /**
   * Replaced versions in those events. Every offline save of an automatic document is kept upstream; an
   * on-demand document sends its last alone.
   */
  replacedBehind(unsent: Unsent): readonly LiveContent[] {
    const { contents, logs, file, behaviours } = this.#parts
    return logs
      .namesOf(unsent)
      .flatMap(({ log: logId, first, last }) => file().live.replacedOf(logId, first, last))
      .filter(({ documentId }) => behaviours.of(documentId) === 'automatic' && !file().isEmptied(documentId))
      .filter((content) => contents.has(content))
  }

  /** Needed bytes that are here and must not leave. */
  staying(): readonly NeededContent[] {
    const { contents, logs, file, behaviours } = this.#parts
    return logs
      .all()
      .flatMap(({ id, from, log }) => file().live.broughtBy(id, from + 1, log.seq))
      .filter((content) => !behaviours.travels(content.documentId) && contents.has(content))
  }
}
