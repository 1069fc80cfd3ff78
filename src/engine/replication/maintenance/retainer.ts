import type { Clock, Digest, Disk, ShareSession } from '../../ports/index.ts'
import type { SyncCopy } from '../../replica/index.ts'
import { defaultRetentionRules } from '../exchange/index.ts'
import { applyRetention } from './apply-retention.ts'

/** Periodically applies the file's retention policy. A failure blocks nobody, and the next pass retries. */
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

  /** `link`: a session in sync at this moment, or null. */
  async runIfDue(link: ShareSession | null): Promise<void> {
    const nowMs = this.#ports.clock.nowMs()
    if (nowMs < this.#nextMs) return
    this.#nextMs = nowMs + defaultRetentionRules.checkEveryMs
    await applyRetention({ copy: this.#copy, ports: this.#ports, link })
  }
}
