import type { Chain } from '../event/chain.ts'
import type { Heads, HeadsEntry } from '../event/heads.ts'
import { LineLog } from '../event/line-log.ts'
import type { Dot, LineId } from '../event/line.ts'
import type { LinesHere, Unsent } from '../exchange/missing.ts'
import { type Branch, endsOf, headOf, isLineBeyond, namesIn, type NamedStretch, newBranch } from './branch.ts'
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

  constructor(chain: Chain) {
    this.#chain = chain
  }

  /** By name, in order. */
  all(): readonly Branch[] {
    this.#sorted ??= [...this.#branches.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
    return this.#sorted
  }

  get(line: LineId): Branch | null {
    return this.#branches.get(line) ?? null
  }

  /** The line, which begins now if nothing of it is here. */
  line(line: LineId): Branch {
    return this.#branches.get(line) ?? this.add(newBranch(line, new LineLog(line, this.#chain), null, 0))
  }

  add(branch: Branch): Branch {
    this.#branches.set(branch.id, branch)
    this.#sorted = null
    return branch
  }

  /** Of a branch, with all that came before it. */
  log(line: LineId): LineLog | null {
    return this.#branches.get(line)?.log ?? null
  }

  receivedSeq(line: LineId): number {
    return this.#branches.get(line)?.log.seq ?? 0
  }

  /** The hash of an event that is here; of what comes before a line's first for 0. */
  hashAt(line: LineId, seq: number): string {
    return this.log(line)?.hashAt(seq) ?? this.#chain.start(line)
  }

  historyWith(line: LineId, seq: number, hash: string): LineLog | null {
    return this.#endWith(line, seq, hash)?.log ?? null
  }

  holdsBlock(line: LineId, seq: number, hashStart: string): boolean {
    const root = this.#branches.get(line)
    if (!root) return false
    return endsOf(root).some(({ log }) => log.seq >= seq && log.hashAt(seq).startsWith(hashStart))
  }

  isSplit(line: LineId): boolean {
    return (this.#branches.get(line)?.children.length ?? 0) > 0
  }

  /** By the line's name. */
  splits(): readonly Split[] {
    return this.all().flatMap(({ id, log, children }) => {
      const branches = children.map((child) => child.id).sort()
      return children.length > 0 ? [{ line: id, seq: log.seq, branches }] : []
    })
  }

  /** The line whose copy wrote it, of which a branch is a part. */
  rootOf(line: LineId): LineId {
    return this.log(line)?.line ?? line
  }

  /** Under which names the events of a stretch were applied, the oldest first. */
  namesOf({ line, theirSeq, seq, hash }: Unsent): readonly NamedStretch[] {
    const end = this.#endWith(line, seq, hash)
    return end ? namesIn(end, theirSeq, seq) : []
  }

  /** The names of an event that was known by that dot; several where its line was split since. */
  dotsMeant(dot: Dot): readonly Dot[] {
    return dotsMeant(this.get(dot.line), dot)
  }

  heads(): Heads {
    const heads = new Map<LineId, HeadsEntry>()
    for (const branch of this.all()) {
      if (!branch.parent && (branch.log.seq > 0 || branch.children.length > 0)) {
        heads.set(branch.id, headOf(branch))
      }
    }
    return heads
  }

  /** How far each history of a line was applied, and the hash there. Empty where nothing of it is here. */
  appliedEnds(line: LineId): readonly { readonly seq: number; readonly hash: string }[] {
    const root = this.#branches.get(line)
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
    return false
  }

  #endWith(line: LineId, seq: number, hash: string): Branch | null {
    const root = this.#branches.get(line)
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
