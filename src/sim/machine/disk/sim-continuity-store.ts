import type { LineId } from '../../../engine/identifier/index.ts'
import type { ContinuityStore, ContinuityToken, Disk } from '../../../engine/ports/index.ts'
import { parseJson, paths } from '../../../engine/storage/folder/index.ts'

/** What a simulated machine remembers of the lines written on it: no disk of it is ever lost without the machine. */
export class SimContinuity {
  readonly #tokens = new Map<LineId, ContinuityToken>()
  readonly #folderAt: (place: string) => Disk

  constructor(folderAt: (place: string) => Disk) {
    this.#folderAt = folderAt
  }

  /** As it is on a clone of the machine's disk, or in a backup of it. */
  copied(): SimContinuity {
    const copy = new SimContinuity(this.#folderAt)
    for (const [line, token] of this.#tokens) copy.#tokens.set(line, token)
    return copy
  }

  /** As the copy in one of the machine's folders sees it. */
  storeAt(place: string): ContinuityStore {
    return {
      place,
      read: (line) => this.#tokens.get(line) ?? null,
      write: (line, token) => void this.#tokens.set(line, token),
      isElsewhere: (other, line) =>
        other !== place && parseJson(this.#folderAt(other).read(paths.copy))?.['line'] === line,
    }
  }
}
