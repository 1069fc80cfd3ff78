import type { LiveContent, LiveContents } from '../document/live-contents.ts'
import type { Unsent } from '../exchange/missing.ts'
import type { Contents } from '../folder/contents.ts'
import type { Histories } from './histories.ts'

export interface CarriedParts {
  readonly contents: Contents
  readonly lines: Histories
  /** Asked for each time: it is begun anew with the fold. */
  readonly live: () => LiveContents
}

/** Document bytes as exchanges carry them: which are needed here, and which lie behind events that others lack. */
export class CarriedContents {
  readonly #parts: CarriedParts

  constructor(parts: CarriedParts) {
    this.#parts = parts
  }

  /** Needed and not here. */
  wanted(): readonly LiveContent[] {
    return this.#parts.live().wanted()
  }

  arrived(hash: string): void {
    this.#parts.live().arrived(hash)
  }

  /** Behind those events' documents, still live, and here. */
  behind(unsent: Unsent): readonly LiveContent[] {
    const { contents, lines, live } = this.#parts
    const brought = lines
      .namesOf(unsent)
      .flatMap(({ line, first, last }) => live().broughtBy(line, first, last))
    return brought.filter(({ hash }) => contents.has(hash))
  }
}
