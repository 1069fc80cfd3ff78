import type { Authorship } from '../../authorship/index.ts'
import type { Range } from '../../codec/index.ts'
import type { LogId } from '../../identifier/index.ts'
import { type VersionVector, type LogsHere, parseBlockName } from '../../log/index.ts'
import type { ShareSession } from '../../ports/index.ts'
import { logFolder, paths } from '../../storage/folder/index.ts'
import { presentOrNull } from './exchange-trouble.ts'
import { type TaggedVersions, noVersions } from './pull.ts'

/**
 * What a copy believes of the folder at the other end. Out of its own folder it takes what it refused, so that neither
 * visitors nor its next program come upon it.
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

  /** Whether the heads there are to be written anew, though nothing is lacking. */
  get isToHeal(): boolean {
    return this.#isToHeal
  }

  /** Whether there is something to announce although no event is lacking there. */
  isToAnnounce(theirs: VersionVector): boolean {
    return this.#isToHeal || (this.#authorship?.isBeyond(theirs) ?? false)
  }

  /** To be called when one's heads were announced. */
  announced(): void {
    this.#isToHeal = false
  }

  /** Heads without what was refused, which is then not looked at again and not announced by us. */
  believed(tagged: TaggedVersions): TaggedVersions {
    if (!this.#authorship || tagged === noVersions) return tagged
    return { ...tagged, versions: this.#authorship.sound(tagged.versions) }
  }

  /** Of what came with those heads, that which may be taken in. */
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

  // Whoever brought something true of the line beside it brings that again: the heads do not name it any more.
  async #quarantine(logId: LogId, here: LogsHere): Promise<void> {
    for (const name of presentOrNull(await this.#session.list(logFolder(logId))) ?? []) {
      const block = parseBlockName(name)
      if (!block || here.holdsBlock(logId, block.last, block.hashStart)) continue
      const quarantinePath = `${paths.quarantineFolder}/${logId}-${name}`
      presentOrNull(await this.#session.rename(`${logFolder(logId)}/${name}`, quarantinePath))
    }
  }
}
