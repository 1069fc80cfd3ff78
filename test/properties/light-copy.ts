import { CausalLog } from '../../src/engine/copy/causal-log.ts'
import { Chain } from '../../src/engine/event/chain.ts'
import { encodeEvent } from '../../src/engine/event/event.ts'
import { lineIdFromBytes, type LineId } from '../../src/engine/event/line.ts'
import type { Range } from '../../src/engine/event/range-codec.ts'
import { typedValue } from '../../src/engine/event/value.ts'
import { canonicalState } from '../../src/engine/fold/canonical-state.ts'
import { FileState } from '../../src/engine/fold/file-state.ts'
import { shownDots } from '../../src/engine/fold/register.ts'
import { realDigest } from '../../src/real/digest.ts'

const chain = (): Chain => new Chain(realDigest)

const lineOf = (index: number): LineId => lineIdFromBytes(Uint8Array.of(index + 1, 0, 0, 0, 0, 0, 0, 0))

/** A copy without a folder: the lines it has, and what they fold to. */
export class LightCopy {
  line: LineId
  state = new FileState()
  readonly #log: CausalLog
  #mentioned = new Map<LineId, number>()
  #writes = 0
  /** How far its line was written here: what is there beyond that, another copy wrote. */
  #ownSeq = 0

  constructor(index: number) {
    this.line = lineOf(index)
    this.#mentioned.set(this.line, Number.MAX_SAFE_INTEGER)
    this.#log = new CausalLog(
      chain(),
      (line, seq, event) => this.state.apply({ line, seq }, event),
      () => (this.state = new FileState()),
    )
  }

  /** The hash before the event `skip` places into a range. */
  static hashBefore(range: Range, skip: number): string {
    return range.events.slice(0, skip).reduce((hash, event) => chain().next(hash, event), range.previousHash)
  }

  /** The state, and which value each register shows of those that stand there. */
  picture(): string {
    const shown = this.state.registers().map(({ address, heads }) => `${address} shows ${heads[0]?.dot.line}`)
    return [canonicalState(this.state), ...shown.sort()].join('\n')
  }

  get unapplied(): number {
    return this.#log.unapplied
  }

  get splits(): number {
    return this.#log.histories.splits().length
  }

  /** A second copy that goes on with the same line, as a clone of a disk makes it. */
  cloned(): LightCopy {
    const clone = new LightCopy(0)
    clone.line = this.line
    clone.takeIn(this.ranges())
    clone.#mentioned = new Map(this.#mentioned)
    clone.#writes = this.#writes
    clone.#ownSeq = this.#ownSeq
    return clone
  }

  /** Begins another line where somebody else has written in its own. */
  beginsAnew(index: number): void {
    if (!this.#log.histories.isSplit(this.line) && this.#log.receivedSeq(this.line) <= this.#ownSeq) return
    this.line = lineOf(index)
    this.#mentioned = new Map([[this.line, Number.MAX_SAFE_INTEGER]])
    this.#ownSeq = 0
  }

  /** Writes over what is shown here, or over everything that stands here. */
  write(key: string, value: number, settlesAll: boolean): void {
    const register = this.state.register('tb', key, 'amount')
    const all = register?.heads.map((head) => head.dot) ?? []
    this.#writes += 1
    const after = this.#log.movedSince(this.#mentioned)
    for (const { line, seq } of after) this.#mentioned.set(line, seq)
    const event = {
      stamp: { ms: this.#writes, count: 0 },
      author: this.line,
      note: '',
      after,
      ops: [
        {
          kind: 'write' as const,
          merge: 'register' as const,
          table: 'tb',
          key,
          group: '',
          field: 'amount',
          value: typedValue(String(value)),
          supersedes: settlesAll ? all : shownDots(register),
          resolves: settlesAll,
        },
      ],
    }
    this.#ownSeq = this.#log.appendOwn(this.line, encodeEvent(event), event)
  }

  /** Everything that is here, a range a line. */
  ranges(): readonly Range[] {
    return this.#log.lines().flatMap((line) => {
      const log = this.#log.log(line)
      return log && log.seq > 0 ? [log.rangeOf({ first: 1, last: log.seq })] : []
    })
  }

  takeIn(ranges: readonly Range[]): void {
    for (const range of ranges) this.offer(range)
    this.applyReady()
  }

  offer(range: Range): void {
    this.#log.offer(range)
  }

  applyReady(): void {
    this.#log.applyReady()
  }
}
