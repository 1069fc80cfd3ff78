import type { VersionVector } from '../log/index.ts'
import type { Digest } from '../ports/index.ts'
import { heldEtag } from '../protocol/index.ts'

const recentMax = 32
const nothing: VersionVector = new Map()

/** Recent version vectors of a file, by etag. Clients with a known etag receive only changes. */
export class RecentVersions {
  readonly #digest: Digest
  readonly #recent: VersionVector[] = []
  readonly #etags = new WeakMap<VersionVector, string>()

  constructor(digest: Digest) {
    this.#digest = digest
  }

  note(versions: VersionVector): void {
    if (this.#recent.at(-1) === versions) return
    this.#recent.push(versions)
    if (this.#recent.length > recentMax) this.#recent.shift()
  }

  etagOf(versions: VersionVector): string {
    const known = this.#etags.get(versions)
    if (known !== undefined) return known
    const etag = heldEtag(versions, this.#digest)
    this.#etags.set(versions, etag)
    return etag
  }

  with(etag: string): VersionVector | null {
    if (etag === this.etagOf(nothing)) return nothing
    return this.#recent.findLast((versions) => this.etagOf(versions) === etag) ?? null
  }
}
