import type { Range } from '../../src/engine/codec/range-codec.ts'
import { encodeEvent } from '../../src/engine/event/event.ts'
import { HashChain } from '../../src/engine/event/hash-chain.ts'
import { adoptTimestamp, nextTimestamp, type HlcTimestamp } from '../../src/engine/event/hlc-timestamp.ts'
import type { Op } from '../../src/engine/event/op.ts'
import { typedValue } from '../../src/engine/event/value.ts'
import { logIdFromBytes, type LogId } from '../../src/engine/identifier/log-id.ts'
import { CausalLogs } from '../../src/engine/log/causal-logs.ts'
import { brokenReferences } from '../../src/engine/merge/broken-references.ts'
import { canonicalState } from '../../src/engine/merge/canonical-state.ts'
import { shownNumbers } from '../../src/engine/merge/claims.ts'
import { FileState } from '../../src/engine/merge/file-state.ts'
import { folderTree } from '../../src/engine/merge/folder-tree.ts'
import { listedDeletions } from '../../src/engine/merge/record-life.ts'
import { shownDots } from '../../src/engine/merge/register.ts'
import { signOffs } from '../../src/engine/merge/sign-offs.ts'
import { writeOf } from '../../src/engine/replica/register-address.ts'
import { realDigest } from '../../src/real/machine/real-digest.ts'

const chain = (): HashChain => new HashChain(realDigest)

const lineOf = (index: number): LogId => logIdFromBytes(Uint8Array.of(index + 1, 0, 0, 0, 0, 0, 0, 0))

/** A copy without a folder: the lines it has, and what they fold to. */
export class LightCopy {
  line: LogId
  state = new FileState()
  readonly #log: CausalLogs
  readonly #nowMs: (() => number) | null
  #mentioned = new Map<LogId, number>()
  #latest: HlcTimestamp = { ms: 0, count: 0 }
  #writes = 0
  /** How far its line was written here: what is there beyond that, another copy wrote. */
  #ownSeq = 0

  /** Without a clock, a copy counts its own writes and adopts nobody's stamp. */
  constructor(index: number, nowMs: (() => number) | null = null) {
    this.#nowMs = nowMs
    this.line = lineOf(index)
    this.#mentioned.set(this.line, Number.MAX_SAFE_INTEGER)
    this.#log = new CausalLogs(chain(), {
      abandoned: () => {},
      apply: (line, seq, event) => {
        this.state.apply({ log: line, seq }, event)
        if (this.#nowMs) this.#latest = adoptTimestamp(this.#latest, event.timestamp, this.#nowMs())
      },
      rebuild: () => (this.state = new FileState()),
    })
  }

  /** The hash before the event `skip` places into a range. */
  static hashBefore(range: Range, skip: number): string {
    return range.events.slice(0, skip).reduce((hash, event) => chain().next(hash, event), range.previousHash)
  }

  /** The state, and everything that screens read off it. */
  picture(): string {
    const { state } = this
    return JSON.stringify(
      {
        state: canonicalState(state).split('\n'),
        deletions: listedDeletions(state),
        numbers: [...shownNumbers(state, 'entries', 'number').values()].sort((a, b) =>
          a.id < b.id ? -1 : 1,
        ),
        folders: [...folderTree(state, new Set()).values()].sort((a, b) => (a.path < b.path ? -1 : 1)),
        broken: brokenReferences(state).map(({ register, key }) => [register.address, key]),
        signed: signOffs(state, 'entries', 'a'),
        refused: state.refusedTimestamps(),
      },
      null,
      1,
    )
  }

  get unapplied(): number {
    return this.#log.unapplied
  }

  get splits(): number {
    return this.#log.histories.forks().length
  }

  /** A second copy that goes on with the same line, as a clone of a disk makes it. */
  cloned(nowMs = this.#nowMs): LightCopy {
    const clone = new LightCopy(0, nowMs)
    clone.line = this.line
    clone.takeIn(this.ranges())
    clone.#mentioned = new Map(this.#mentioned)
    clone.#writes = this.#writes
    clone.#ownSeq = this.#ownSeq
    return clone
  }

  /** Begins another line where somebody else has written in its own. */
  beginsAnew(index: number): void {
    if (!this.#log.histories.isForked(this.line) && this.#log.receivedSeq(this.line) <= this.#ownSeq) return
    this.line = lineOf(index)
    this.#mentioned = new Map([[this.line, Number.MAX_SAFE_INTEGER]])
    this.#ownSeq = 0
  }

  /** Writes over what is shown here, or over everything that stands here. */
  write(key: string, value: number, settlesAll: boolean): void {
    const register = this.state.register('tb', key, 'amount')
    const all = register?.siblings.map((head) => head.dot) ?? []
    const op = writeOf({ table: 'tb', key, field: 'amount' }, typedValue(String(value)), [])
    this.add([{ ...op, supersedes: settlesAll ? all : shownDots(register), resolves: settlesAll }])
  }

  /** Adds an event to the copy's own line, made after all that is here. */
  add(ops: readonly Op[]): void {
    const deps = this.#log.movedSince(this.#mentioned)
    for (const { log, seq } of deps) this.#mentioned.set(log, seq)
    this.#writes += 1
    const timestamp = this.#nowMs
      ? nextTimestamp(this.#latest, this.#nowMs())
      : { ms: this.#writes, count: 0 }
    const event = { timestamp, author: this.line, note: '', deps, ops }
    this.#ownSeq = this.#log.appendOwn(this.line, encodeEvent(event), event)
    this.#latest = timestamp
  }

  /** Everything that is here, a range a line. */
  ranges(): readonly Range[] {
    return this.#log.histories.all().flatMap(({ log }) => {
      return log.seq > 0 ? [log.rangeOf({ first: 1, last: log.seq })] : []
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
