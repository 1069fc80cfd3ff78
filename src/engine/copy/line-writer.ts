import { ByteWriter } from '../event/byte-writer.ts'
import { Chain } from '../event/chain.ts'
import { encodeEvent, type Event } from '../event/event.ts'
import type { Dot, LineId } from '../event/line.ts'
import type { Op } from '../event/op.ts'
import { adoptStamp, nextStamp, type Stamp } from '../event/stamp.ts'
import type { Journal } from '../folder/journal.ts'
import { DiskTrouble } from '../ports/disk.ts'
import type { CausalLog } from './causal-log.ts'
import type { CopyPorts } from './copy-ports.ts'

/** Who does something, with what the engine carries beside it. */
export interface Deed {
  readonly author: string
  readonly note: string
}

/** Adds events to the copy's own line: stamped, made after all that is applied here, durable when it answers. */
export class LineWriter {
  readonly #line: LineId
  readonly #ports: CopyPorts
  readonly #log: CausalLog
  readonly #journal: Journal
  readonly #mentioned: Map<LineId, number>
  readonly #encoder = new ByteWriter()
  #latestStamp: Stamp = { ms: 0, count: 0 }

  constructor(line: LineId, ports: CopyPorts, log: CausalLog, journal: Journal) {
    this.#line = line
    this.#ports = ports
    this.#log = log
    this.#journal = journal
    // A line's own past needs no mention: it is what the event's place says.
    this.#mentioned = new Map([[line, Number.MAX_SAFE_INTEGER]])
  }

  /** To be told of every event that is applied: what is written next is later than all of them. */
  applied(line: LineId, event: Event): void {
    this.#latestStamp = adoptStamp(this.#latestStamp, event.stamp, this.#ports.clock.nowMs())
    if (line !== this.#line) return
    for (const after of event.after) this.#mentioned.set(after.line, after.seq)
    this.#latestStamp = event.stamp
  }

  async write(ops: readonly Op[], deed: Deed): Promise<Dot | DiskTrouble> {
    const line = this.#line
    const event: Event = {
      stamp: nextStamp(this.#latestStamp, this.#ports.clock.nowMs()),
      author: deed.author,
      note: deed.note,
      after: this.#log.movedSince(this.#mentioned),
      ops,
    }
    const bytes = encodeEvent(event, this.#encoder)
    const previousHash = this.#log.log(line)?.hash ?? new Chain(this.#ports.digest).start(line)
    const seq = this.#log.appendOwn(line, bytes, event)
    try {
      await this.#journal.append({ line, first: seq, previousHash, events: [bytes] })
      return { line, seq }
    } catch (trouble) {
      if (trouble instanceof DiskTrouble) return trouble
      throw trouble
    }
  }
}
