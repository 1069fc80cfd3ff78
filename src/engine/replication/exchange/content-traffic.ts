import { invariant } from '../../invariant.ts'
import type { Unsent } from '../../log/index.ts'
import type { Clock, Digest, ShareSession } from '../../ports/index.ts'
import type { SyncCopy } from '../../replica/index.ts'
import type { Carrier } from './carrier.ts'
import { fetchContent, sendContent } from './carry-contents.ts'

export class ContentTraffic {
  readonly #copy: SyncCopy
  readonly #session: ShareSession
  readonly #ports: { readonly clock: Clock; readonly digest: Digest }
  readonly #damaged = new Set<string>()

  constructor(
    copy: SyncCopy,
    session: ShareSession,
    ports: { readonly clock: Clock; readonly digest: Digest },
  ) {
    this.#copy = copy
    this.#session = session
    this.#ports = ports
  }

  async fetch(): Promise<void> {
    for (const content of this.#copy.carried.wanted()) {
      // The other side's file is damaged, so retrying in this session is pointless.
      if (this.#damaged.has(content.hash)) continue
      const fetched = this.#copy.contents.has(content) ? 'here' : await fetchContent(this.#carrier(), content)
      if (fetched === 'here') this.#copy.carried.arrived(content.hash)
      if (fetched === 'damaged' || fetched === 'damaged-before') this.#damaged.add(content.hash)
    }
  }

  /** Sends the contents behind these events. Returns the bytes written. */
  async send(unsent: readonly Unsent[]): Promise<number> {
    let bytes = 0
    for (const span of unsent) {
      invariant(span.seq > span.theirSeq, 'unsent events follow theirs')
      const { carried } = this.#copy
      // Replaced versions go first, since their successors mostly reuse their chunks.
      for (const content of [...carried.replacedBehind(span), ...carried.behind(span)])
        bytes += await sendContent(this.#carrier(), content)
    }
    return bytes
  }

  #carrier(): Carrier {
    const { contents, identity } = this.#copy
    const { clock, digest } = this.#ports
    return { session: this.#session, contents, clock, digest, by: identity.line }
  }
}
