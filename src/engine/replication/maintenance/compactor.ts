import type { Clock, Digest, ShareSession } from '../../ports/index.ts'
import {
  compactFolder,
  type CompactionOutcome,
  type CompactionRules,
  defaultCompactionRules,
} from '../exchange/index.ts'

/**
 * Looks after a folder that this copy has to do with, its own or one that it visits, once in a while. What goes wrong with
 * that stops nobody's work: a lost session is noticed by the next request, and the rest is tried again later.
 */
export class Compactor {
  readonly #ports: { readonly clock: Clock; readonly digest: Digest }
  readonly #rules: CompactionRules
  #nextMs = 0

  constructor(ports: { readonly clock: Clock; readonly digest: Digest }, rules = defaultCompactionRules) {
    this.#ports = ports
    this.#rules = rules
  }

  /** Null where it is not time yet. */
  async runIfDue(session: ShareSession): Promise<CompactionOutcome | null> {
    const nowMs = this.#ports.clock.nowMs()
    if (nowMs < this.#nextMs) return null
    this.#nextMs = nowMs + this.#rules.checkEveryMs
    const outcome = await compactFolder(session, this.#ports, this.#rules)
    if (outcome.kind === 'compacted' && !outcome.isDone) this.#nextMs = nowMs
    return outcome
  }
}
