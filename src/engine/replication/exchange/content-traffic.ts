import { invariant } from '../../invariant.ts'
import type { Unsent } from '../../log/index.ts'
import type { Clock, Digest, ShareSession } from '../../ports/index.ts'
import type { SyncCopy } from '../../replica/index.ts'
import type { Carrier } from './carrier.ts'
import { fetchContent, sendContent } from './carry-contents.ts'

/** Documents' bytes between a copy and the folder at the other end of a session. */
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

  /** Fetches what is needed here and not here yet. */
  async fetch(): Promise<void> {
    for (const content of this.#copy.carried.wanted()) {
      // Brought once and not good: while this session lasts, it would only be brought again.
      if (this.#damaged.has(content.hash)) continue
      const fetched = this.#copy.contents.has(content) ? 'here' : await fetchContent(this.#carrier(), content)
      if (fetched === 'here') this.#copy.carried.arrived(content.hash)
      if (fetched === 'damaged' || fetched === 'damaged-before') this.#damaged.add(content.hash)
    }
  }

  /** Brings what lies behind these events; returns how many bytes were written. */
  async send(unsent: readonly Unsent[]): Promise<number> {
    let bytes = 0
    for (const span of unsent) {
      invariant(span.seq > span.theirSeq, 'what is unsent is beyond what they have')
      const { carried } = this.#copy
      // The replaced ones first: what comes after is mostly made of their chunks.
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
