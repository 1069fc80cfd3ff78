import type { EndingOp, Event, LeaveOp, RegisterCopyOp } from '../event/index.ts'
import { type Dot, dotText, type LineId } from '../identifier/index.ts'

/** Who made an ending, and when by their clock. */
export interface Mark {
  readonly dot: Dot
  readonly author: string
  readonly ms: number
}

/** A copy that was registered, and where it hangs by now. */
export interface Registration {
  readonly line: LineId
  readonly copyName: string
  readonly user: string
  /** The assigned parent: the copy it was made from, until it was assigned another one. */
  readonly parent: LineId | null
  /** The copy that it exchanges with: its parent, or a temporary one. */
  readonly hangsUnder: LineId | null
}

export interface Leaving extends Mark {
  readonly stage: LeaveOp['stage']
  readonly towards: LineId | null
}

/** An abandoned line: the furthest of its cuts, and everybody who abandoned it. */
export interface Abandonment {
  readonly line: LineId
  readonly seq: number
  readonly hash: string
  readonly by: readonly Mark[]
}

/** A lock-down in force, and whose line has said that it wrote nothing since. */
export interface LockDown extends Mark {
  readonly confirmedBy: readonly LineId[]
}

/** What a hierarchy is made of, in the order in which it came. */
export interface HierarchyParts {
  readonly registrations: readonly Registration[]
  readonly leavings: readonly (readonly [LineId, Leaving])[]
  readonly abandonments: readonly Abandonment[]
  readonly lockDowns: readonly Mark[]
  /** By the text of the lock-down's dot. */
  readonly confirmations: readonly (readonly [lockDown: string, lines: readonly LineId[]])[]
  /** By the text of the event's dot and the place in it. */
  readonly takenOver: readonly (readonly [value: string, by: Mark])[]
}

/**
 * Which copies there are, who hangs where, and what came to its end. Whatever one line says of itself is taken in the
 * line's own order, and abandonments only add up: so all orders of arrival end in the same hierarchy.
 */
export class Hierarchy {
  readonly #registrations = new Map<LineId, Registration>()
  readonly #leavings = new Map<LineId, Leaving>()
  readonly #abandonments = new Map<LineId, Abandonment>()
  readonly #lockDowns = new Map<LineId, Mark>()
  readonly #confirmations = new Map<string, LineId[]>()
  readonly #takenOver = new Map<string, Mark>()

  constructor(parts: HierarchyParts | null = null) {
    if (!parts) return
    for (const registration of parts.registrations) this.#registrations.set(registration.line, registration)
    for (const [line, leaving] of parts.leavings) this.#leavings.set(line, leaving)
    for (const abandonment of parts.abandonments) this.#abandonments.set(abandonment.line, abandonment)
    for (const mark of parts.lockDowns) this.#lockDowns.set(mark.dot.line, mark)
    for (const [lockDown, lines] of parts.confirmations) this.#confirmations.set(lockDown, [...lines])
    for (const [value, by] of parts.takenOver) this.#takenOver.set(value, by)
  }

  parts(): HierarchyParts {
    return {
      registrations: this.registrations(),
      leavings: [...this.#leavings],
      abandonments: [...this.#abandonments.values()],
      lockDowns: [...this.#lockDowns.values()],
      confirmations: [...this.#confirmations],
      takenOver: [...this.#takenOver],
    }
  }

  registrations(): readonly Registration[] {
    return [...this.#registrations.values()]
  }

  registration(line: LineId): Registration | null {
    return this.#registrations.get(line) ?? null
  }

  leaving(line: LineId): Leaving | null {
    return this.#leavings.get(line) ?? null
  }

  abandonment(line: LineId): Abandonment | null {
    return this.#abandonments.get(line) ?? null
  }

  /** Whether a line's copy has left or was abandoned: nothing is to be expected of it. */
  hasEnded(line: LineId): boolean {
    return this.#abandonments.has(line) || this.#leavings.get(line)?.stage === 'left'
  }

  /** By line. */
  abandonments(): readonly Abandonment[] {
    return [...this.#abandonments.values()].sort((a, b) => compareText(a.line, b.line))
  }

  /** Whether anything here asks for more than folding, which is rare. */
  get hasEndings(): boolean {
    return this.#abandonments.size + this.#lockDowns.size > 0
  }

  /** Quick to ask: mostly there is none. */
  get isLockedDown(): boolean {
    return this.#lockDowns.size > 0 && this.lockDowns().length > 0
  }

  /** Those in force, by holder. An abandoned holder cannot release any more, so its lock-down has ended with it. */
  lockDowns(): readonly LockDown[] {
    return [...this.#lockDowns.values()]
      .filter(({ dot }) => !this.#abandonments.has(dot.line))
      .sort((a, b) => compareText(a.dot.line, b.dot.line))
      .map((mark) => ({ ...mark, confirmedBy: this.#confirmations.get(dotText(mark.dot)) ?? [] }))
  }

  /** Who took a value in rescue over, first by their clock; null where nobody did. */
  takenOver(from: Dot, index: number): Mark | null {
    return this.#takenOver.get(takenKey(from, index)) ?? null
  }

  register(line: LineId, { copyName, user, parent }: RegisterCopyOp): void {
    this.#registrations.set(line, { line, copyName, user, parent, hangsUnder: parent })
  }

  /** All but abandonments, which count from when they are received: see {@link abandoned}. */
  apply(dot: Dot, event: Event, op: EndingOp): void {
    const mark = markOf(dot, event)
    if (op.kind === 'leave') this.#leavings.set(dot.line, { ...mark, stage: op.stage, towards: op.towards })
    else if (op.kind === 'hang') this.#hang(dot.line, op.parent, op.isTemporary)
    else if (op.kind === 'confirm-lock-down') this.#confirm(dot.line, dotText(op.lockDown))
    else if (op.kind === 'release-lock-down') this.#release(op.lockDown)
    else if (op.kind === 'take-over') this.#takeOver(takenKey(op.from, op.index), mark)
    else if (op.kind === 'lock-down') {
      if (op.isReleased) this.#lockDowns.delete(dot.line)
      else this.#lockDowns.set(dot.line, mark)
    }
  }

  /**
   * Somebody abandoned a line. Of several cuts the furthest counts, and every abandonment does, even one by a copy that
   * is abandoned itself: otherwise two that abandon each other would have no answer.
   */
  abandoned(dot: Dot, event: Event, cut: { line: LineId; seq: number; hash: string }): void {
    const mark = markOf(dot, event)
    const known = this.#abandonments.get(cut.line)
    const isFurther =
      !known || cut.seq > known.seq || (cut.seq === known.seq && compareText(cut.hash, known.hash) > 0)
    const { line, seq, hash } = isFurther ? cut : known
    const others = (known?.by ?? []).filter((by) => dotText(by.dot) !== dotText(dot))
    this.#abandonments.set(line, { line, seq, hash, by: [...others, mark].sort(compareMarks) })
  }

  #hang(line: LineId, parent: LineId | null, isTemporary: boolean): void {
    const known = this.#registrations.get(line)
    if (!known) return
    this.#registrations.set(line, {
      ...known,
      hangsUnder: parent,
      parent: isTemporary ? known.parent : parent,
    })
  }

  #confirm(line: LineId, lockDown: string): void {
    const lines = this.#confirmations.get(lockDown) ?? []
    if (!lines.includes(line)) this.#confirmations.set(lockDown, [...lines, line].sort(compareText))
  }

  // Whoever releases it had seen it, so it is here; one that its line declared again meanwhile is another.
  #release(lockDown: Dot): void {
    const known = this.#lockDowns.get(lockDown.line)
    if (known && dotText(known.dot) === dotText(lockDown)) this.#lockDowns.delete(lockDown.line)
  }

  #takeOver(key: string, mark: Mark): void {
    const known = this.#takenOver.get(key)
    if (!known || compareMarks(mark, known) < 0) this.#takenOver.set(key, mark)
  }
}

const markOf = (dot: Dot, event: Event): Mark => ({ dot, author: event.author, ms: event.stamp.ms })

const takenKey = (from: Dot, index: number): string => `${dotText(from)}#${index}`

const compareMarks = (a: Mark, b: Mark): number =>
  a.ms - b.ms || compareText(a.dot.line, b.dot.line) || a.dot.seq - b.dot.seq

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
