import type { Clock, Digest, Disk, ShareSession } from '../../ports/index.ts'
import type { SyncCopy } from '../../replica/index.ts'
import { isServerSession } from '../client/index.ts'
import { Compactor, Retainer } from '../maintenance/index.ts'
import { writePresence, type Visit } from '../presence/index.ts'

/** An older record only acknowledges less. */
const rewriteEveryMs = 5 * 60_000

export class OwnPresence {
  readonly #copy: SyncCopy
  readonly #clock: Clock
  readonly #from: string | null
  readonly #compactor: Compactor
  readonly #retainer: Retainer
  #writtenMs = 0
  #writtenRevision = -1

  constructor(
    copy: SyncCopy,
    ports: { readonly clock: Clock; readonly digest: Digest; readonly disk: Disk },
    from: string | null,
  ) {
    this.#copy = copy
    this.#clock = ports.clock
    this.#compactor = new Compactor(ports)
    this.#retainer = new Retainer(copy, ports)
    this.#from = from
  }

  get isStale(): boolean {
    return (
      this.#copy.revision !== this.#writtenRevision && this.#clock.nowMs() - this.#writtenMs >= rewriteEveryMs
    )
  }

  async write(session: ShareSession, visit: Omit<Visit, 'from'>): Promise<void> {
    this.#writtenMs = this.#clock.nowMs()
    this.#writtenRevision = this.#copy.revision
    await writePresence(session, this.#copy, { ...visit, from: this.#from })
    // No program runs over a parent file on a share, so visitors maintain it. A server maintains its own.
    if (visit.leftMs !== null || isServerSession(session)) return
    await this.#compactor.runIfDue(session)
    await this.#retainer.runIfDue(session)
  }
}
