import { type After, decodeEvent, type Event } from '../event/index.ts'
import type { Dot, LineId } from '../identifier/index.ts'
import { type Branch, holderOf } from './branch.ts'
import { type CutLine, foldedLimits } from './folded-limits.ts'
import type { Histories } from './histories.ts'
import type { Cut } from './resting-lines.ts'
import { branchMeant } from './split-references.ts'

/**
 * How far each history is folded at most, for the abandonments that are here. A cut ends every history that goes on from
 * its event. Another history of the same line, which does not hold that event, was not abandoned by it.
 */
export class FoldingLimits {
  readonly #histories: Histories
  readonly #dirty: Set<LineId>
  /** By the line's name, which its branches share: an abandonment names it, whatever became of its histories. */
  readonly #cuts = new Map<LineId, Map<string, Cut>>()
  #areOld = false
  #isRaised = false

  /** `dirty` are the branches in which something may have become ready to be applied. */
  constructor(histories: Histories, dirty: Set<LineId>) {
    this.#histories = histories
    this.#dirty = dirty
  }

  /** Goes on with abandonments that were taken before: what they cut off is so already. */
  takeUp(cuts: readonly Cut[]): void {
    for (const { line, seq, hash } of cuts) this.#cutsOf(line).set(`${seq} ${hash}`, { line, seq, hash })
  }

  /** Whether the limits are to be found anew. */
  get areOld(): boolean {
    return this.#areOld
  }

  /** All abandonments that were taken. */
  cuts(): readonly Cut[] {
    return [...this.#cuts.values()].flatMap((cuts) => [...cuts.values()])
  }

  /** To be called before an event is received: what it cuts off may have been written down, and not be read any more. */
  readCutsOf({ ops }: Event): void {
    for (const op of ops) {
      const log = op.kind === 'abandon' ? this.#histories.log(op.line) : null
      if (op.kind === 'abandon' && log && log.seq >= op.seq) log.hashAt(op.seq)
    }
  }

  /** Takes an abandonment, which may come before what it means. */
  cut({ line, seq, hash }: Cut): void {
    const cuts = this.#cutsOf(line)
    const name = `${seq} ${hash}`
    if (cuts.has(name)) return
    cuts.set(name, { line, seq, hash })
    const root = this.#histories.get(line)
    if (!root) return
    if (root.children.length > 0) this.#areOld = true
    else if (root.log.seq >= seq && root.log.hashAt(seq) === hash) this.#end(root, seq)
  }

  /** To be told of what came: whatever it was that a cut meant may be among it. */
  received(branch: Branch, fromSeq: number): void {
    if (this.#cuts.size === 0) return
    for (const { seq, hash } of this.#cuts.get(branch.log.line)?.values() ?? []) {
      if (seq < fromSeq - 1 || seq > branch.log.seq || branch.log.hashAt(seq) !== hash) continue
      if (branch.parent) this.#areOld = true
      // What lies beyond it has only come: nothing that was applied can have been written after it.
      else if (!Number.isFinite(branch.limit)) branch.limit = seq
      else this.#end(branch, seq)
    }
  }

  /** To be told of a history that parted from another one. */
  split(branch: Branch): void {
    if (this.#cuts.has(branch.log.line)) this.#areOld = true
  }

  /** Somebody who is not abandoned wrote after it: it is folded that far, and with it all that came before. */
  raise(branch: Branch, { seq }: Pick<After, 'seq'>): void {
    for (let at: Branch | null = branch, upTo = seq; at; upTo = at.from, at = at.parent) {
      if (at.limit < upTo) at.limit = upTo
      this.#dirty.add(at.id)
    }
    this.#isRaised = true
  }

  /** Whether a limit was raised since this was asked last. */
  takeRaised(): boolean {
    const isRaised = this.#isRaised
    this.#isRaised = false
    return isRaised
  }

  /** By name, in order. Mostly nobody was ever abandoned. */
  cutOff(): readonly Branch[] {
    return this.#cuts.size === 0 ? [] : this.#histories.awake().filter(({ limit }) => Number.isFinite(limit))
  }

  /** Where nothing that is here speaks against it, a cut means the history that is here. */
  isCutOff(line: LineId): boolean {
    const log = this.#histories.log(line)
    const cuts = [...(this.#cuts.get(line)?.values() ?? [])]
    return cuts.some(({ seq, hash }) => !log || log.seq < seq || log.hashAt(seq) === hash)
  }

  renewIfOld(): void {
    if (!this.#areOld) return
    const branches = this.#histories.all()
    const lines = branches.map((branch) => this.#cutLine(branch))
    const limits = foldedLimits(lines, (line, seq) => this.#pastOf(this.#histories.line(line), seq))
    this.#areOld = false
    for (const branch of branches) {
      branch.limit = limits.get(branch.id) ?? Number.POSITIVE_INFINITY
      if (branch.decoded.length > 0) this.#dirty.add(branch.id)
    }
  }

  // Of a line with one history. The walk over all events is for what may have been written after what is cut off.
  #end(root: Branch, seq: number): void {
    if (Number.isFinite(root.limit)) {
      if (root.limit < seq) this.raise(root, { seq })
    } else if (root.log.seq > seq) this.#areOld = true
    else root.limit = seq
  }

  #cutLine(branch: Branch): CutLine {
    const { id, log, from } = branch
    const line = { line: id, from, receivedSeq: log.seq }
    const own = this.#cutsIn(branch)
    if (own.length > 0) return { ...line, cut: Math.max(...own.map(({ seq }) => seq)) }
    for (let at = branch.parent; at; at = at.parent)
      if (this.#cutsIn(at).length > 0) return { ...line, cut: from }
    return { ...line, cut: null }
  }

  /** The cuts whose events a branch holds. */
  #cutsIn(branch: Branch): readonly Cut[] {
    const cuts = [...(this.#cuts.get(branch.log.line)?.values() ?? [])]
    return cuts.filter(
      ({ seq, hash }) =>
        branch.log.seq >= seq && holderOf(branch, seq) === branch && branch.log.hashAt(seq) === hash,
    )
  }

  /** What an event was made after, by the names of the branches that hold it. */
  #pastOf(branch: Branch, seq: number): readonly Dot[] {
    const { after } = decodeEvent(branch.log.eventAt(seq))
    const past = after.flatMap((each) => {
      const named = this.#histories.get(each.line)
      const meant = named && branchMeant(named, each)
      return meant ? [{ line: meant.id, seq: each.seq }] : []
    })
    return branch.parent && seq === branch.from + 1
      ? [{ line: branch.parent.id, seq: branch.from }, ...past]
      : past
  }

  #cutsOf(line: LineId): Map<string, Cut> {
    let cuts = this.#cuts.get(line)
    if (!cuts) this.#cuts.set(line, (cuts = new Map()))
    return cuts
  }
}
