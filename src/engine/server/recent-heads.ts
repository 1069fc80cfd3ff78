import type { Heads } from '../log/index.ts'
import type { Digest } from '../ports/index.ts'
import { heldMark } from '../protocol/index.ts'

const recentMax = 32
const nothing: Heads = new Map()

/**
 * What a file's heads lately were, by mark. A client that names one of these marks is told what moved since; one that
 * names any other gets all heads.
 */
export class RecentHeads {
  readonly #digest: Digest
  readonly #recent: Heads[] = []
  readonly #marks = new WeakMap<Heads, string>()

  constructor(digest: Digest) {
    this.#digest = digest
  }

  note(heads: Heads): void {
    if (this.#recent.at(-1) === heads) return
    this.#recent.push(heads)
    if (this.#recent.length > recentMax) this.#recent.shift()
  }

  markOf(heads: Heads): string {
    const known = this.#marks.get(heads)
    if (known !== undefined) return known
    const mark = heldMark(heads, this.#digest)
    this.#marks.set(heads, mark)
    return mark
  }

  with(mark: string): Heads | null {
    if (mark === this.markOf(nothing)) return nothing
    return this.#recent.findLast((heads) => this.markOf(heads) === mark) ?? null
  }
}
