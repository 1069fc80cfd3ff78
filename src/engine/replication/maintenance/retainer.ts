import type { Clock, Digest, Disk, ShareSession } from '../../ports/index.ts'
import type { SyncCopy } from '../../replica/index.ts'
import { defaultRetentionRules } from '../exchange/index.ts'
import { applyRetention } from './apply-retention.ts'

/**
 * Looks once in a while after what the file's policy says is not kept. What goes wrong with that stops nobody's work, and is
 * tried again later.
 */
export class Retainer {
  readonly #copy: SyncCopy
  readonly #ports: { readonly clock: Clock; readonly digest: Digest; readonly disk: Disk }
  #nextMs = 0

  constructor(
    copy: SyncCopy,
    ports: { readonly clock: Clock; readonly digest: Digest; readonly disk: Disk },
  ) {
    this.#copy = copy
    this.#ports = ports
  }

  /** `link` is the folder that this copy is level with at this moment, if it has one. */
  async runIfDue(link: ShareSession | null): Promise<void> {
    const nowMs = this.#ports.clock.nowMs()
    if (nowMs < this.#nextMs) return
    this.#nextMs = nowMs + defaultRetentionRules.checkEveryMs
    await applyRetention({ copy: this.#copy, ports: this.#ports, link })
  }
}
