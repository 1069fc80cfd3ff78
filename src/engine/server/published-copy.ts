import type { Range } from '../codec/index.ts'
import type { VersionVector } from '../log/index.ts'
import type { ArbiterSession } from '../ports/index.ts'
import type { SyncCopy } from '../replica/index.ts'
import { Listeners, type PublishedFile } from './published-file.ts'

/**
 * Publishes a copy that is open in this program. Clients' events reach its write-ahead log and its screens at
 * once.
 */
export class PublishedCopy implements PublishedFile {
  readonly folder: ArbiterSession
  readonly changes = new Listeners()
  readonly #copy: SyncCopy
  #versions: VersionVector = new Map()
  #versionsRevision = -1

  constructor(copy: SyncCopy, folder: ArbiterSession) {
    this.#copy = copy
    this.folder = folder
  }

  get fileId(): string {
    return this.#copy.format.fileId
  }

  get fileName(): string {
    return this.#copy.format.fileName
  }

  get logs(): SyncCopy['logs'] {
    return this.#copy.logs
  }

  async versions(): Promise<VersionVector> {
    const { revision } = this.#copy
    if (revision !== this.#versionsRevision) {
      this.#versions = (await this.#copy.durableVersionsBeyond(new Map())) ?? new Map()
      this.#versionsRevision = revision
    }
    return this.#versions
  }

  async ingest(ranges: readonly Range[], versions: VersionVector): Promise<readonly string[]> {
    const { authorship } = this.#copy
    const admitted = authorship ? authorship.admitted(ranges, versions) : ranges
    await this.#copy.ingest(admitted, 'journal')
    authorship?.adopt(versions)
    this.changed()
    if (admitted.length === ranges.length) return []
    return (authorship?.refusals() ?? []).map(({ detail }) => detail)
  }

  /** Nothing to do: the copy's own program publishes everything. */
  async showAll(): Promise<void> {}

  /** Call after writing to the copy or ingesting elsewhere. */
  changed(): void {
    this.changes.emit()
  }
}
