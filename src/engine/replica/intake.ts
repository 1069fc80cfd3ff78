import type { Range } from '../codec/index.ts'
import type { LineId } from '../identifier/index.ts'
import type { CausalLog } from '../log/index.ts'
import type { Journal } from '../storage/journal/index.ts'
import type { EndingDesk } from './ending-desk.ts'
import type { OwnLine } from './own-line.ts'

export interface IntakeParts {
  readonly log: CausalLog
  readonly journal: Journal
  readonly own: OwnLine
  readonly endings: EndingDesk
  /** To be told as soon as something new is here, flushed or not. */
  readonly received: () => void
}

/** Takes in what others did, in exchanges and from the folder itself, and applies what can be applied. */
export class Intake {
  readonly #parts: IntakeParts
  readonly #stray = new Set<LineId>()

  constructor(parts: IntakeParts) {
    this.#parts = parts
  }

  /** Returns how many events were new. Rejects with DiskTrouble. */
  async takeIn(ranges: readonly Range[], kept: 'journal' | 'already'): Promise<number> {
    const { log, journal, own, endings } = this.#parts
    // An abandoned copy writes nothing more, and must not come to do so as another line.
    if (!endings.isAbandoned) own.beforeTaking(ranges)
    const fresh = ranges.flatMap((range) => this.#offered(range))
    // All of them ride on one flush, so the last one's promise is everybody's.
    let flushed: Promise<void> | null = null
    if (kept === 'journal') for (const range of fresh) flushed = journal.append(range)
    // Before the flush: where that is refused, they are here all the same, and are to be sent on once it succeeds.
    if (fresh.length > 0) this.#parts.received()
    await flushed
    // Also where nothing is new: what came earlier may have been refused by the disk, and then still waits to be applied.
    await journal.settled()
    log.applyReady()
    await endings.settle()
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
    if (log.overrun().length > 0) log.foldAnew()
    return stray
  }

  /** The lines of which something came that meets no history here: what comes before it is lacking too. Asked once. */
  takeStray(): ReadonlySet<LineId> {
    const stray = new Set(this.#stray)
    this.#stray.clear()
    return stray
  }

  #offered(range: Range): readonly Range[] {
    const outcome = this.#parts.log.offer(range)
    if (outcome.kind === 'mismatch') this.#stray.add(range.line)
    return outcome.kind === 'appended' ? [outcome.log.newOf(range, outcome.fromSeq)] : []
  }
}
