import { type Dep, decodeEvent, type Event } from '../event/index.ts'
import type { Dot, LogId } from '../identifier/index.ts'
import type { Cut } from './cold-logs.ts'
import { type CutLog, foldedLimits } from './folded-limits.ts'
import { historyMeant } from './fork-references.ts'
import type { Histories } from './histories.ts'
import { type History, holderOf } from './history.ts'

/**
 * How far each history is applied, given the abandonments here. A cut ends every history that continues from its event,
 * and no other history of the same log.
 */
export class FoldingLimits {
  readonly #histories: Histories
  readonly #dirty: Set<LogId>
  /** By the log's name, which its branches share and abandonments use. */
  readonly #cuts = new Map<LogId, Map<string, Cut>>()
  #areOld = false
  #isRaised = false

  constructor(histories: Histories, dirty: Set<LogId>) {
    this.#histories = histories
    this.#dirty = dirty
  }

  /** Restores abandonments whose limits are already in effect. */
  restore(cuts: readonly Cut[]): void {
    for (const { log: logId, seq, hash } of cuts)
      this.#cutsOf(logId).set(`${seq} ${hash}`, { log: logId, seq, hash })
  }

  get areOld(): boolean {
    return this.#areOld
  }

  cuts(): readonly Cut[] {
    return [...this.#cuts.values()].flatMap((cuts) => [...cuts.values()])
  }

  /** Call before receiving an event. Loads the events that it cuts, since saved ones may have become unreadable. */
  readCutsOf({ ops }: Event): void {
    for (const op of ops) {
      const log = op.kind === 'abandon' ? this.#histories.log(op.log) : null
      if (op.kind === 'abandon' && log && log.seq >= op.seq) log.hashAt(op.seq)
    }
  }

  /** May arrive before the event it cuts at. */
  cut({ log: logId, seq, hash }: Cut): void {
    const cuts = this.#cutsOf(logId)
    const name = `${seq} ${hash}`
    if (cuts.has(name)) return
    cuts.set(name, { log: logId, seq, hash })
    const root = this.#histories.get(logId)
    if (!root) return
    if (root.children.length > 0) this.#areOld = true
    else if (root.log.seq >= seq && root.log.hashAt(seq) === hash) this.#end(root, seq)
  }

  /** Call after receiving events, since a cut may refer to one of them. */
  received(history: History, fromSeq: number): void {
    if (this.#cuts.size === 0) return
    for (const { seq, hash } of this.#cuts.get(history.log.id)?.values() ?? []) {
      if (seq < fromSeq - 1 || seq > history.log.seq || history.log.hashAt(seq) !== hash) continue
      if (history.parent) this.#areOld = true
      // Events beyond the cut have only arrived: nothing applied can have been written after them.
      else if (!Number.isFinite(history.limit)) history.limit = seq
      else this.#end(history, seq)
    }
  }

  forked(history: History): void {
    if (this.#cuts.has(history.log.id)) this.#areOld = true
  }

  /** A log that is not abandoned wrote after this event, so it is applied with everything before it. */
  raise(history: History, { seq }: Pick<Dep, 'seq'>): void {
    for (let at: History | null = history, upTo = seq; at; upTo = at.from, at = at.parent) {
      if (at.limit < upTo) at.limit = upTo
      this.#dirty.add(at.id)
    }
    this.#isRaised = true
  }

  /** Whether a limit was raised since the last call. */
  takeRaised(): boolean {
    const isRaised = this.#isRaised
    this.#isRaised = false
    return isRaised
  }

  /** Skips the scan in the common case, without any abandonment. */
  cutOff(): readonly History[] {
    return this.#cuts.size === 0 ? [] : this.#histories.loaded().filter(({ limit }) => Number.isFinite(limit))
  }

  /** If the cut event is not here, assumes it refers to the only history present. */
  isCutOff(logId: LogId): boolean {
    const log = this.#histories.log(logId)
    const cuts = [...(this.#cuts.get(logId)?.values() ?? [])]
    return cuts.some(({ seq, hash }) => !log || log.seq < seq || log.hashAt(seq) === hash)
  }

  renewIfOld(): void {
    if (!this.#areOld) return
    const histories = this.#histories.all()
    const logs = histories.map((history) => this.#cutLog(history))
    const limits = foldedLimits(logs, (logId, seq) => this.#pastOf(this.#histories.getOrCreate(logId), seq))
    this.#areOld = false
    for (const history of histories) {
      history.limit = limits.get(history.id) ?? Number.POSITIVE_INFINITY
      if (history.decoded.length > 0) this.#dirty.add(history.id)
    }
  }

  #end(root: History, seq: number): void {
    if (Number.isFinite(root.limit)) {
      if (root.limit < seq) this.raise(root, { seq })
    } else if (root.log.seq > seq) this.#areOld = true
    else root.limit = seq
  }

  #cutLog(history: History): CutLog {
    const { id, log, from } = history
    const cutLog = { log: id, from, receivedSeq: log.seq }
    const own = this.#cutsIn(history)
    if (own.length > 0) return { ...cutLog, cut: Math.max(...own.map(({ seq }) => seq)) }
    for (let at = history.parent; at; at = at.parent)
      if (this.#cutsIn(at).length > 0) return { ...cutLog, cut: from }
    return { ...cutLog, cut: null }
  }

  #cutsIn(history: History): readonly Cut[] {
    const cuts = [...(this.#cuts.get(history.log.id)?.values() ?? [])]
    return cuts.filter(
      ({ seq, hash }) =>
        history.log.seq >= seq && holderOf(history, seq) === history && history.log.hashAt(seq) === hash,
    )
  }

  #pastOf(history: History, seq: number): readonly Dot[] {
    const { deps } = decodeEvent(history.log.eventAt(seq))
    const past = deps.flatMap((each) => {
      const named = this.#histories.get(each.log)
      const meant = named && historyMeant(named, each)
      return meant ? [{ log: meant.id, seq: each.seq }] : []
    })
    return history.parent && seq === history.from + 1
      ? [{ log: history.parent.id, seq: history.from }, ...past]
      : past
  }

  #cutsOf(logId: LogId): Map<string, Cut> {
    let cuts = this.#cuts.get(logId)
    if (!cuts) this.#cuts.set(logId, (cuts = new Map()))
    return cuts
  }
}
