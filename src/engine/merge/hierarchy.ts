import type { LifecycleOp, Event, LeaveOp, RegisterCopyOp } from '../event/index.ts'
import { type Dot, dotText, type LogId } from '../identifier/index.ts'

/** By the author's clock. */
export interface Attribution {
  readonly dot: Dot
  readonly author: string
  readonly ms: number
}

export interface Registration {
  readonly log: LogId
  readonly copyName: string
  readonly user: string
  /** The assigned parent: the copy it was made from, until reassigned. */
  readonly parent: LogId | null
  /** The copy it exchanges with: its parent, or a temporary one. */
  readonly hangsUnder: LogId | null
}

export interface Leaving extends Attribution {
  readonly stage: LeaveOp['stage']
  readonly towards: LogId | null
}

export interface Abandonment {
  readonly log: LogId
  readonly seq: number
  readonly hash: string
  readonly by: readonly Attribution[]
}

/** In force, with the logs that confirmed it. */
export interface LockDown extends Attribution {
  readonly confirmedBy: readonly LogId[]
}

/** In the order of arrival. */
export interface HierarchyParts {
  readonly registrations: readonly Registration[]
  readonly leavings: readonly (readonly [LogId, Leaving])[]
  readonly abandonments: readonly Abandonment[]
  readonly lockDowns: readonly Attribution[]
  /** By the text of the lock-down's dot. */
  readonly confirmations: readonly (readonly [lockDown: string, logs: readonly LogId[]])[]
  /** By the text of the event's dot and the position in it. */
  readonly takenOver: readonly (readonly [value: string, by: Attribution])[]
}

/**
 * A log's statements about itself apply in its order, and abandonments only accumulate. So every order of
 * arrival gives the same hierarchy.
 */
export class Hierarchy {
  readonly #registrations = new Map<LogId, Registration>()
  readonly #leavings = new Map<LogId, Leaving>()
  readonly #abandonments = new Map<LogId, Abandonment>()
  readonly #lockDowns = new Map<LogId, Attribution>()
  readonly #confirmations = new Map<string, LogId[]>()
  readonly #takenOver = new Map<string, Attribution>()

  constructor(parts: HierarchyParts | null = null) {
    if (!parts) return
    for (const registration of parts.registrations) this.#registrations.set(registration.log, registration)
    for (const [log, leaving] of parts.leavings) this.#leavings.set(log, leaving)
    for (const abandonment of parts.abandonments) this.#abandonments.set(abandonment.log, abandonment)
    for (const attribution of parts.lockDowns) this.#lockDowns.set(attribution.dot.log, attribution)
    for (const [lockDown, logs] of parts.confirmations) this.#confirmations.set(lockDown, [...logs])
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

  registration(log: LogId): Registration | null {
    return this.#registrations.get(log) ?? null
  }

  leaving(log: LogId): Leaving | null {
    return this.#leavings.get(log) ?? null
  }

  abandonment(log: LogId): Abandonment | null {
    return this.#abandonments.get(log) ?? null
  }

  /** Nobody need wait for a copy that has left or was abandoned. */
  hasEnded(log: LogId): boolean {
    return this.#abandonments.has(log) || this.#leavings.get(log)?.stage === 'left'
  }

  /** Sorted by log. */
  abandonments(): readonly Abandonment[] {
    return [...this.#abandonments.values()].sort((a, b) => compareText(a.log, b.log))
  }

  /** True only rarely. */
  get hasEndings(): boolean {
    return this.#abandonments.size + this.#lockDowns.size > 0
  }

  /** Avoids the full computation in the usual case of none. */
  get isLockedDown(): boolean {
    return this.#lockDowns.size > 0 && this.lockDowns().length > 0
  }

  /** Sorted by holder. An abandoned holder could never release its lock-down, so abandonment ends it. */
  lockDowns(): readonly LockDown[] {
    return [...this.#lockDowns.values()]
      .filter(({ dot }) => !this.#abandonments.has(dot.log))
      .sort((a, b) => compareText(a.dot.log, b.dot.log))
      .map((attribution) => ({
        ...attribution,
        confirmedBy: this.#confirmations.get(dotText(attribution.dot)) ?? [],
      }))
  }

  /** The first by their clock, or null if nobody did. */
  takenOver(from: Dot, index: number): Attribution | null {
    return this.#takenOver.get(takenKey(from, index)) ?? null
  }

  register(log: LogId, { copyName, user, parent }: RegisterCopyOp): void {
    this.#registrations.set(log, { log, copyName, user, parent, hangsUnder: parent })
  }

  /** Excludes abandonments, which count from their receipt: see {@link abandoned}. */
  apply(dot: Dot, event: Event, op: LifecycleOp): void {
    const attribution = attributionOf(dot, event)
    if (op.kind === 'leave')
      this.#leavings.set(dot.log, { ...attribution, stage: op.stage, towards: op.towards })
    else if (op.kind === 'hang') this.#hang(dot.log, op.parent, op.isTemporary)
    else if (op.kind === 'confirm-lock-down') this.#confirm(dot.log, dotText(op.lockDown))
    else if (op.kind === 'release-lock-down') this.#release(op.lockDown)
    else if (op.kind === 'take-over') this.#takeOver(takenKey(op.from, op.index), attribution)
    else if (op.kind === 'lock-down') {
      if (op.isReleased) this.#lockDowns.delete(dot.log)
      else this.#lockDowns.set(dot.log, attribution)
    }
  }

  /**
   * The furthest of several cuts counts. An abandonment counts even from an abandoned copy, or two copies that abandon
   * each other would have no answer.
   */
  abandoned(dot: Dot, event: Event, cut: { log: LogId; seq: number; hash: string }): void {
    const attribution = attributionOf(dot, event)
    const known = this.#abandonments.get(cut.log)
    const isFurther =
      !known || cut.seq > known.seq || (cut.seq === known.seq && compareText(cut.hash, known.hash) > 0)
    const { log: logId, seq, hash } = isFurther ? cut : known
    const others = (known?.by ?? []).filter((by) => dotText(by.dot) !== dotText(dot))
    this.#abandonments.set(logId, {
      log: logId,
      seq,
      hash,
      by: [...others, attribution].sort(compareAttributions),
    })
  }

  #hang(log: LogId, parent: LogId | null, isTemporary: boolean): void {
    const known = this.#registrations.get(log)
    if (!known) return
    this.#registrations.set(log, {
      ...known,
      hangsUnder: parent,
      parent: isTemporary ? known.parent : parent,
    })
  }

  #confirm(log: LogId, lockDown: string): void {
    const logs = this.#confirmations.get(lockDown) ?? []
    if (!logs.includes(log)) this.#confirmations.set(lockDown, [...logs, log].sort(compareText))
  }

  // The releasing copy had seen this lock-down, so it is here. A later one of the same log is different.
  #release(lockDown: Dot): void {
    const known = this.#lockDowns.get(lockDown.log)
    if (known && dotText(known.dot) === dotText(lockDown)) this.#lockDowns.delete(lockDown.log)
  }

  #takeOver(key: string, attribution: Attribution): void {
    const known = this.#takenOver.get(key)
    if (!known || compareAttributions(attribution, known) < 0) this.#takenOver.set(key, attribution)
  }
}

const attributionOf = (dot: Dot, event: Event): Attribution => ({
  dot,
  author: event.author,
  ms: event.timestamp.ms,
})

const takenKey = (from: Dot, index: number): string => `${dotText(from)}#${index}`

const compareAttributions = (a: Attribution, b: Attribution): number =>
  a.ms - b.ms || compareText(a.dot.log, b.dot.log) || a.dot.seq - b.dot.seq

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
