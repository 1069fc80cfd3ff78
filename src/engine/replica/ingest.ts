import type { Range } from '../codec/index.ts'
import type { LogId } from '../identifier/index.ts'
import type { CausalLogs } from '../log/index.ts'
import type { WriteAheadLog } from '../storage/journal/index.ts'
import type { LifecycleWriter } from './lifecycle-writer.ts'
import type { OwnLog } from './own-log.ts'
import type { Revision } from './revision.ts'

export interface IngestParts {
  readonly log: CausalLogs
  readonly wal: WriteAheadLog
  readonly own: OwnLog
  readonly lifecycle: LifecycleWriter
  readonly revision: Revision
}

/** Takes in what others did, in exchanges and from the folder itself, and applies what can be applied. */
export class Ingest {
  readonly #parts: IngestParts
  readonly #stray = new Set<LogId>()

  constructor(parts: IngestParts) {
    this.#parts = parts
  }

  /** Returns how many events were new. Rejects with DiskTrouble. */
  async ingest(ranges: readonly Range[], kept: 'journal' | 'already'): Promise<number> {
    const { log, wal, own, lifecycle, revision } = this.#parts
    // An abandoned copy writes nothing more, and must not come to do so as another line.
    if (!lifecycle.isAbandoned) own.beforeIngest(ranges)
    const fresh = ranges.flatMap((range) => this.#offered(range))
    // All of them ride on one flush, so the last one's promise is everybody's.
    let flushed: Promise<void> | null = null
    if (kept === 'journal') for (const range of fresh) flushed = wal.append(range)
    // Before the flush: where that is refused, they are here all the same, and are to be sent on once it succeeds.
    if (fresh.length > 0) revision.advance()
    await flushed
    // Also where nothing is new: what came earlier may have been refused by the disk, and then still waits to be applied.
    await wal.flush()
    log.applyReady()
    await lifecycle.afterIngest()
    return fresh.reduce((sum, range) => sum + range.events.length, 0)
  }

  /** Takes back what recovery found; returns those ranges that continue nothing that is here. */
  recover(ranges: readonly Range[]): readonly Range[] {
    const { log } = this.#parts
    const stray = ranges.filter((range) => {
      const { kind } = log.offer(range)
      return kind === 'gap' || kind === 'mismatch'
    })
    log.applyReady()
    if (log.overrun().length > 0) log.rebuild()
    return stray
  }

  /** The lines of which something came that meets no history here: what comes before it is lacking too. Asked once. */
  takeStray(): ReadonlySet<LogId> {
    const stray = new Set(this.#stray)
    this.#stray.clear()
    return stray
  }

  #offered(range: Range): readonly Range[] {
    const outcome = this.#parts.log.offer(range)
    if (outcome.kind === 'mismatch') this.#stray.add(range.log)
    return outcome.kind === 'appended' ? [outcome.log.newOf(range, outcome.fromSeq)] : []
  }
}
