import type { Clock, Digest, ShareSession } from '../../ports/index.ts'
import {
  compactFolder,
  type CompactionOutcome,
  type CompactionRules,
  defaultCompactionRules,
} from '../exchange/index.ts'

/**
 * Periodically compacts a folder, own or visited. Failures block nobody: the next request notices a lost
 * session, and the next pass retries.
 */
export class Compactor {
  readonly #ports: { readonly clock: Clock; readonly digest: Digest }
  readonly #rules: CompactionRules
  #nextMs = 0

  constructor(ports: { readonly clock: Clock; readonly digest: Digest }, rules = defaultCompactionRules) {
    this.#ports = ports
    this.#rules = rules
  }

  /** Returns null if not yet due. */
  async runIfDue(session: ShareSession): Promise<CompactionOutcome | null> {
    const nowMs = this.#ports.clock.nowMs()
    if (nowMs < this.#nextMs) return null
    this.#nextMs = nowMs + this.#rules.checkEveryMs
    const outcome = await compactFolder(session, this.#ports, this.#rules)
    if (outcome.kind === 'compacted' && !outcome.isDone) this.#nextMs = nowMs
    return outcome
  }
}
