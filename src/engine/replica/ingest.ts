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

/** Receives others' events, from exchanges and from the folder itself, and applies those that are ready. */
export class Ingest {
  readonly #parts: IngestParts
  readonly #stray = new Set<LogId>()

  constructor(parts: IngestParts) {
    this.#parts = parts
  }

  /** Returns the number of new events. Rejects with DiskTrouble. */
  async ingest(ranges: readonly Range[], kept: 'journal' | 'already'): Promise<number> {
    const { log, wal, own, lifecycle, revision } = this.#parts
    // An abandoned copy must never start another log.
    if (!lifecycle.isAbandoned) own.beforeIngest(ranges)
    const fresh = ranges.flatMap((range) => this.#offered(range))
    // All ranges share one flush, so the last promise covers them all.
    let flushed: Promise<void> | null = null
    if (kept === 'journal') for (const range of fresh) flushed = wal.append(range)
    // Advances before the flush: if the disk refuses it, the events are held anyway and are sent after a later one.
    if (fresh.length > 0) revision.advance()
    await flushed
    // Flushes even without new events: earlier ones may await a flush that the disk refused.
    await wal.flush()
    log.applyReady()
    await lifecycle.afterIngest()
    return fresh.reduce((sum, range) => sum + range.events.length, 0)
  }

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
