import type { Authorship } from '../../authorship/index.ts'
import type { Range } from '../../codec/index.ts'
import type { LogId } from '../../identifier/index.ts'
import { type VersionVector, type LogsHere, parseBlockName } from '../../log/index.ts'
import type { ShareSession } from '../../ports/index.ts'
import { logFolder, paths } from '../../storage/folder/index.ts'
import { presentOrNull } from './exchange-trouble.ts'
import { type TaggedVersions, noVersions } from './pull.ts'

/**
 * Decides how far a copy believes a folder. In its own, quarantines refused files, so that neither visitors
 * nor a restart read them.
 */
export class Trust {
  readonly #authorship: Authorship | null
  readonly #session: ShareSession
  readonly #isOwn: boolean
  #isToHeal = false

  constructor(authorship: Authorship | null, session: ShareSession, isOwn: boolean) {
    this.#authorship = authorship
    this.#session = session
    this.#isOwn = isOwn
  }

  /** True if the version vector there must be rewritten, although no event is missing. */
  get isToHeal(): boolean {
    return this.#isToHeal
  }

  isToAnnounce(theirs: VersionVector): boolean {
    return this.#isToHeal || (this.#authorship?.isBeyond(theirs) ?? false)
  }

  /** Call after announcing. */
  announced(): void {
    this.#isToHeal = false
  }

  /** Removes refused logs from a vector, so that they are neither read again nor announced. */
  believed(tagged: TaggedVersions): TaggedVersions {
    if (!this.#authorship || tagged === noVersions) return tagged
    return { ...tagged, versions: this.#authorship.sound(tagged.versions) }
  }

  async admitted(
    ranges: readonly Range[],
    versions: VersionVector,
    here: LogsHere,
  ): Promise<readonly Range[]> {
    if (!this.#authorship) return ranges
    const admitted = this.#authorship.admitted(ranges, versions)
    const refused = new Set(this.#authorship.refusals().map(({ log: logId }) => logId))
    for (const logId of new Set(ranges.map((range) => range.log))) {
      if (!this.#isOwn || !refused.has(logId) || admitted.some((range) => range.log === logId)) continue
      await this.#quarantine(logId, here)
      this.#isToHeal = true
    }
    return admitted
  }

  // A visitor that brought valid events of this log sends them again, since the vector no longer names them.
  async #quarantine(logId: LogId, here: LogsHere): Promise<void> {
    for (const name of presentOrNull(await this.#session.list(logFolder(logId))) ?? []) {
      const block = parseBlockName(name)
      if (!block || here.holdsBlock(logId, block.last, block.hashStart)) continue
      const quarantinePath = `${paths.quarantineFolder}/${logId}-${name}`
      presentOrNull(await this.#session.rename(`${logFolder(logId)}/${name}`, quarantinePath))
    }
  }
}
