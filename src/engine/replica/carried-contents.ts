import type { LiveContent, NeededContent } from '../content/index.ts'
import type { FoldedFile } from '../document/index.ts'
import type { Histories, Unsent } from '../log/index.ts'
import type { Contents } from '../storage/contents/index.ts'
import type { Behaviours } from './behaviours.ts'

export interface CarriedParts {
  readonly contents: Contents
  readonly logs: Histories
  /** Asked for each time: it may have been begun anew. */
  readonly file: () => FoldedFile
  readonly behaviours: Behaviours
  /** To be told when bytes have arrived. */
  readonly arrived: () => void
}

/** Document bytes as exchanges carry them: which are needed here, and which lie behind events that others lack. */
export class CarriedContents {
  readonly #parts: CarriedParts

  constructor(parts: CarriedParts) {
    this.#parts = parts
  }

  /** Needed and not here, so far as this copy takes them. */
  wanted(): readonly LiveContent[] {
    return this.#parts.behaviours.wanted(this.#parts.file().live.wanted())
  }

  /** How many versions' bytes are needed and not here: this copy could not hand them on if somebody asked. */
  get lackingCount(): number {
    return this.#parts.file().live.wantedCount
  }

  arrived(hash: string): void {
    this.#parts.file().live.arrived(hash)
    this.#parts.behaviours.arrived(hash)
    this.#parts.arrived()
  }

  /** Behind those events' documents, still live, and here, and free to leave. */
  behind(unsent: Unsent): readonly LiveContent[] {
    const { contents, logs, file, behaviours } = this.#parts
    return logs
      .namesOf(unsent)
      .flatMap(({ log: logId, first, last }) => file().live.broughtBy(logId, first, last))
      .filter((content) => behaviours.travels(content.documentId) && contents.has(content))
  }

  /**
   * Behind those events too, and replaced before they travelled: every save that was made offline is kept above, where a
   * document is taken automatically; of one that is taken on demand the last alone travels.
   */
  replacedBehind(unsent: Unsent): readonly LiveContent[] {
    const { contents, logs, file, behaviours } = this.#parts
    return logs
      .namesOf(unsent)
      .flatMap(({ log: logId, first, last }) => file().live.replacedOf(logId, first, last))
      .filter(({ documentId }) => behaviours.of(documentId) === 'automatic' && !file().isEmptied(documentId))
      .filter((content) => contents.has(content))
  }

  /** Of all that is needed, what is here and may not leave. */
  staying(): readonly NeededContent[] {
    const { contents, logs, file, behaviours } = this.#parts
    return logs
      .all()
      .flatMap(({ id, from, log }) => file().live.broughtBy(id, from + 1, log.seq))
      .filter((content) => !behaviours.travels(content.documentId) && contents.has(content))
  }
}
