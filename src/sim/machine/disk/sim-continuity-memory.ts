import type { LogId } from '../../../engine/identifier/index.ts'
import type { ContinuityStore, ContinuityToken, Disk } from '../../../engine/ports/index.ts'
import { parseJson, paths } from '../../../engine/storage/folder/index.ts'

/** A simulated machine's continuity tokens. They are lost only with the machine. */
export class SimContinuityMemory {
  readonly #tokens = new Map<LogId, ContinuityToken>()
  readonly #folderAt: (folderName: string) => Disk

  constructor(folderAt: (folderName: string) => Disk) {
    this.#folderAt = folderAt
  }

  copied(): SimContinuityMemory {
    const copy = new SimContinuityMemory(this.#folderAt)
    for (const [logId, token] of this.#tokens) copy.#tokens.set(logId, token)
    return copy
  }

  storeAt(folderName: string): ContinuityStore {
    return {
      place: folderName,
      read: (logId) => this.#tokens.get(logId) ?? null,
      write: (logId, token) => void this.#tokens.set(logId, token),
      isElsewhere: (other, logId) =>
        other !== folderName && parseJson(this.#folderAt(other).read(paths.copy))?.['line'] === logId,
    }
  }
}
