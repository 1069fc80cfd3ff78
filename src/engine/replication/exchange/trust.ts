import type { Authorship } from '../../authorship/index.ts'
import type { Range } from '../../codec/index.ts'
import type { LineId } from '../../identifier/index.ts'
import { type Heads, type LinesHere, parseBlockName } from '../../log/index.ts'
import type { ShareSession } from '../../ports/index.ts'
import { lineFolder, paths } from '../../storage/folder/index.ts'
import { type MarkedHeads, noHeads } from './pull.ts'
import { presentOrNull } from './trouble.ts'

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
  isToTell(theirs: Heads): boolean {
    return this.#isToHeal || (this.#authorship?.isBeyond(theirs) ?? false)
  }

  /** To be called when one's heads were announced. */
  told(): void {
    this.#isToHeal = false
  }

  /** Heads without what was refused, which is then not looked at again and not announced by us. */
  believed(marked: MarkedHeads): MarkedHeads {
    if (!this.#authorship || marked === noHeads) return marked
    return { ...marked, heads: this.#authorship.sound(marked.heads) }
  }

  /** Of what came with those heads, that which may be taken in. */
  async admitted(ranges: readonly Range[], heads: Heads, here: LinesHere): Promise<readonly Range[]> {
    if (!this.#authorship) return ranges
    const admitted = this.#authorship.admitted(ranges, heads)
    const refused = new Set(this.#authorship.refusals().map(({ line }) => line))
    for (const line of new Set(ranges.map((range) => range.line))) {
      if (!this.#isOwn || !refused.has(line) || admitted.some((range) => range.line === line)) continue
      await this.#putAway(line, here)
      this.#isToHeal = true
    }
    return admitted
  }

  // Whoever brought something true of the line beside it brings that again: the heads do not name it any more.
  async #putAway(line: LineId, here: LinesHere): Promise<void> {
    for (const name of presentOrNull(await this.#session.list(lineFolder(line))) ?? []) {
      const block = parseBlockName(name)
      if (!block || here.holdsBlock(line, block.last, block.hashStart)) continue
      const place = `${paths.quarantineFolder}/${line}-${name}`
      presentOrNull(await this.#session.rename(`${lineFolder(line)}/${name}`, place))
    }
  }
}
