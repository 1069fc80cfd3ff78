import type { After, Chain } from '../event/index.ts'
import type { Dot, LineId } from '../identifier/index.ts'
import { must } from '../invariant.ts'
import { type Branch, endsOf, headOf, isLineBeyond, namesIn, type NamedStretch, newBranch } from './branch.ts'
import type { Heads, HeadsEntry } from './heads.ts'
import { LineBase, type ReadBlock } from './line-base.ts'
import { LineLog } from './line-log.ts'
import type { LinesHere, Unsent } from './missing.ts'
import type { BranchParts, RestingLines, RestingLog } from './resting-lines.ts'
import { dotsMeant } from './split-references.ts'

/** A line with several histories: up to where they are the same, and what each goes on as. */
export interface Split {
  readonly line: LineId
  readonly seq: number
  readonly branches: readonly LineId[]
}

/** What is here of all lines: of most there is one history, and its end is the line's head. */
export class Histories implements LinesHere {
  readonly #chain: Chain
  /** By name: lines, and the branches of those that were split. */
  readonly #branches = new Map<LineId, Branch>()
  /** The same by name in order; null since one came up. */
  #sorted: readonly Branch[] | null = null
  #resting: RestingLines | null = null
  #read: ReadBlock | null = null
  #unsaid: { readonly beside: ReadonlyMap<LineId, number>; readonly lines: readonly LineId[] } | null = null

  constructor(chain: Chain) {
    this.#chain = chain
  }

  /** Goes on with what was written down; `read` gives the events of it. To be called before anything else is here. */
  takeUp({ resting, awake }: RestingLog, read: ReadBlock): void {
    this.#resting = resting
    this.#read = read
    for (const parts of awake) this.#branchOf(parts)
    for (const { id, sides } of awake)
      for (const { split, side, since } of sides)
        this.line(id).sides.set(split, { side: this.line(side), since })
  }

  /** Lets go of events that lie in files by now. */
  settle(read: ReadBlock): void {
    for (const { log } of this.awake()) log.settle(read)
  }

  /** By name, in order: all of them, and nothing rests afterwards. */
  all(): readonly Branch[] {
    for (const line of this.#resting?.lines() ?? []) this.get(line)
    return this.awake()
  }

  /** The same without those that rest: of these there is one history, and all of it is folded. */
  awake(): readonly Branch[] {
    this.#sorted ??= [...this.#branches.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
    return this.#sorted
  }

  /** Those that were written down and were not asked for since. */
  get resting(): RestingLines | null {
    return this.#resting
  }

  get(line: LineId): Branch | null {
    return this.#branches.get(line) ?? (this.#resting && this.#wake(this.#resting, line))
  }

  /** The line, which begins now if nothing of it is here. */
  line(line: LineId): Branch {
    return this.get(line) ?? this.add(newBranch(line, new LineLog(line, this.#chain), null, 0))
  }

  add(branch: Branch): Branch {
    this.#branches.set(branch.id, branch)
    this.#sorted = null
    return branch
  }

  /** Of a branch, with all that came before it. */
  log(line: LineId): LineLog | null {
    return this.get(line)?.log ?? null
  }

  receivedSeq(line: LineId): number {
    return this.#branches.get(line)?.log.seq ?? this.#resting?.seqOf(line) ?? 0
  }

  appliedSeq(line: LineId): number {
    return this.#branches.get(line)?.appliedSeq ?? this.#resting?.seqOf(line) ?? 0
  }

  /** The hash of an event that is here; of what comes before a line's first for 0. */
  hashAt(line: LineId, seq: number): string {
    return this.log(line)?.hashAt(seq) ?? this.#chain.start(line)
  }

  /** Whether that event stands in a history that is here. */
  holds(line: LineId, seq: number, hash: string): boolean {
    const resting = this.#resting?.seqOf(line) ?? 0
    if (resting > 0 && seq > resting) return false
    if (resting > 0 && seq === resting) return this.#resting?.head(line)?.hash === hash
    return this.#endWith(line, seq, hash) !== null
  }

  historyWith(line: LineId, seq: number, hash: string): LineLog | null {
    return this.#endWith(line, seq, hash)?.log ?? null
  }

  holdsBlock(line: LineId, seq: number, hashStart: string): boolean {
    const root = this.get(line)
    if (!root) return false
    return endsOf(root).some(({ log }) => log.seq >= seq && log.hashAt(seq).startsWith(hashStart))
  }

  isSplit(line: LineId): boolean {
    return (this.#branches.get(line)?.children.length ?? 0) > 0
  }

  /** By the line's name. */
  splits(): readonly Split[] {
    return this.awake().flatMap(({ id, log, children }) => {
      const branches = children.map((child) => child.id).sort()
      return children.length > 0 ? [{ line: id, seq: log.seq, branches }] : []
    })
  }

  /** The line whose copy wrote it, of which a branch is a part. */
  rootOf(line: LineId): LineId {
    return this.#branches.get(line)?.log.line ?? line
  }

  /** Under which names the events of a stretch were applied, the oldest first. */
  namesOf({ line, theirSeq, seq, hash }: Unsent): readonly NamedStretch[] {
    const end = this.#endWith(line, seq, hash)
    return end ? namesIn(end, theirSeq, seq) : []
  }

  /** Those that rest, and that go further than `mentioned` says. */
  restingBeyond(mentioned: ReadonlyMap<LineId, number>): readonly After[] {
    if (!this.#resting) return []
    // What was mentioned once is mentioned for good: only what was not is looked at again.
    if (this.#unsaid?.beside !== mentioned) this.#unsaid = { beside: mentioned, lines: this.#resting.lines() }
    const resting = this.#resting
    const lines = this.#unsaid.lines.filter((line) => resting.seqOf(line) > (mentioned.get(line) ?? 0))
    this.#unsaid = { beside: mentioned, lines }
    return lines.flatMap((line) => {
      const entry = resting.head(line)
      return entry ? [{ line, seq: entry.seq, hashStart: entry.hash.slice(0, 8) }] : []
    })
  }

  /** The names of an event that was known by that dot; several where its line was split since. */
  dotsMeant(dot: Dot): readonly Dot[] {
    return dotsMeant(this.get(dot.line), dot)
  }

  heads(): Heads {
    const heads = new Map<LineId, HeadsEntry>()
    for (const branch of this.awake()) {
      if (!branch.parent && (branch.log.seq > 0 || branch.children.length > 0)) {
        heads.set(branch.id, headOf(branch))
      }
    }
    return this.#withResting(heads)
  }

  /** How far each history of a line was applied, and the hash there. Empty where nothing of it is here. */
  appliedEnds(line: LineId): readonly { readonly seq: number; readonly hash: string }[] {
    const root = this.get(line)
    const ends = root ? endsOf(root).map(appliedEnd) : []
    return ends.filter(({ hash }, index) => ends.findIndex((end) => end.hash === hash) === index)
  }

  /** How many events are here beyond what `theirSeq` says of each line. */
  eventsBeyond(theirSeq: (line: LineId) => number): number {
    return [...this.heads().values()].reduce(
      (sum, { line, seq }) => sum + Math.max(0, seq - theirSeq(line)),
      0,
    )
  }

  /** Whether anything is here beyond what `theirs` shows. */
  isBeyond(theirs: Heads): boolean {
    for (const [line, branch] of this.#branches) {
      if (!branch.parent && isLineBeyond(branch, theirs.get(line))) return true
    }
    return (this.#resting?.lines() ?? []).some((line) => this.#isRestingBeyond(line, theirs.get(line)))
  }

  #isRestingBeyond(line: LineId, their: HeadsEntry | undefined): boolean {
    if (!their?.others) return (this.#resting?.seqOf(line) ?? 0) > (their?.seq ?? 0)
    const root = this.get(line)
    return root !== null && isLineBeyond(root, their)
  }

  #withResting(awake: Map<LineId, HeadsEntry>): Heads {
    const lines = this.#resting?.lines() ?? []
    if (lines.length === 0) return awake
    const entries = lines.flatMap((line) => this.#resting?.head(line) ?? [])
    const all = [...awake.values(), ...entries].sort((a, b) => (a.line < b.line ? -1 : 1))
    return new Map(all.map((entry) => [entry.line, entry]))
  }

  #wake(resting: RestingLines, line: LineId): Branch | null {
    const parts = resting.wake(line)
    return parts && this.#branchOf(parts)
  }

  #branchOf(parts: BranchParts): Branch {
    const { id, line, from, appliedSeq, toldSeq, limit } = parts
    const read = must(this.#read, 'what was written down is read from somewhere')
    const parent = parts.parent === null ? null : this.line(parts.parent)
    const log = new LineLog(line, this.#chain, new LineBase(line, parts, this.#chain, read))
    const branch = { ...newBranch(id, log, parent, from), appliedSeq, toldSeq, limit }
    parent?.children.push(branch)
    return this.add(branch)
  }

  #endWith(line: LineId, seq: number, hash: string): Branch | null {
    const root = this.get(line)
    if (!root) return null
    const has = ({ log }: Branch): boolean => log.seq >= seq && log.hashAt(seq) === hash
    if (root.children.length === 0) return has(root) ? root : null
    return endsOf(root).find(has) ?? null
  }
}

const appliedEnd = (end: Branch): { readonly seq: number; readonly hash: string } => {
  let at = end
  while (at.parent && at.appliedSeq === at.from) at = at.parent
  return { seq: at.appliedSeq, hash: at.log.hashAt(at.appliedSeq) }
}
