import type { LifecycleOp, Op } from '../event/index.ts'
import type { Dot, LogId } from '../identifier/index.ts'
import type { CausalLogs } from '../log/index.ts'
import type { FileState } from '../merge/index.ts'
import { type DiskRefusal, DiskTrouble } from '../ports/index.ts'
import type { CopyIdentity } from '../storage/folder/index.ts'
import { type Closed, closedFor } from './closed.ts'
import type { UserAction } from './log-writer.ts'
import { type RescuedOp, rescuedOps, takeOverOps } from './rescue.ts'

export type LifecycleOutcome =
  | { readonly kind: 'written'; readonly dot: Dot }
  /** Impossible as things stand; nothing was written. */
  | { readonly kind: 'pointless'; readonly detail: string }
  | Closed
  | DiskRefusal

export interface LifecycleParts {
  readonly identity: () => CopyIdentity
  readonly state: () => FileState
  readonly log: CausalLogs
  /** Appends to the copy's own log even if the copy is closed. Resolves when durable. */
  readonly write: (ops: readonly Op[], action: UserAction) => Promise<Dot | DiskTrouble>
}

export class LifecycleWriter {
  readonly #parts: LifecycleParts

  constructor(parts: LifecycleParts) {
    this.#parts = parts
  }

  /** Announces the copy that this one hangs under. Returns null if that is known already. */
  async hang(
    parent: LogId | null,
    isTemporary: boolean,
    action: UserAction,
  ): Promise<LifecycleOutcome | null> {
    const known = this.#hierarchy.registration(this.#logId)
    const isParent = isTemporary || known?.parent === parent
    if (known?.hangsUnder === parent && isParent) return null
    return this.#writeEnding(
      { kind: 'hang', parent, isTemporary: isTemporary && known?.parent !== parent },
      action,
    )
  }

  async leave(towards: LogId, action: UserAction): Promise<LifecycleOutcome> {
    if (this.#held().length > 0) return pointless('this copy holds the lock-down: release it first')
    return this.#writeEnding({ kind: 'leave', stage: 'leaving', towards }, action)
  }

  /** Ends this copy for good: its parent is proved to hold everything. */
  async left(towards: LogId, action: UserAction): Promise<LifecycleOutcome> {
    return this.#writeEnding({ kind: 'leave', stage: 'left', towards }, action)
  }

  async stay(action: UserAction): Promise<LifecycleOutcome> {
    if (this.#hierarchy.leaving(this.#logId)?.stage !== 'leaving')
      return pointless('this copy is not leaving')
    return this.#writeEnding({ kind: 'leave', stage: 'staying', towards: null }, action)
  }

  /** Cuts a log off after its last event applied here. Final. */
  async abandon(logId: LogId, action: UserAction): Promise<LifecycleOutcome> {
    const { log } = this.#parts
    if (logId === this.#logId) return pointless('a copy does not abandon itself: let it leave')
    if (this.#hierarchy.abandonment(logId)) return pointless('it is abandoned already, and that is final')
    if (this.#hierarchy.leaving(logId)?.stage === 'left') return pointless('it has left, and lost nothing')
    // Cuts off each history of a forked log.
    const ends = log.histories.appliedEnds(logId)
    if (ends.length === 0) return pointless('nothing is known of it here')
    const outcome = await this.#writeEnding(
      ends.map(({ seq, hash }) => ({ kind: 'abandon', log: logId, seq, hash })),
      action,
    )
    log.applyReady()
    return outcome
  }

  async lockDown(action: UserAction): Promise<LifecycleOutcome> {
    if (this.#hierarchy.isLockedDown) return pointless('it is locked down already')
    return this.#writeEnding({ kind: 'lock-down', isReleased: false }, action)
  }

  async release(action: UserAction): Promise<LifecycleOutcome> {
    const held = this.#held()
    if (held.length === 0) return pointless('this copy holds no lock-down')
    const releases = held.map((dot): LifecycleOp =>
      dot.log === this.#logId
        ? { kind: 'lock-down', isReleased: true }
        : { kind: 'release-lock-down', lockDown: dot },
    )
    return this.#writeEnding(releases, action)
  }

  /** Lock-downs that this copy declared, including on logs it gave up after a restored backup or a clone. */
  #held(): readonly Dot[] {
    const logIds = new Set([this.#logId])
    const continued = new Map(
      this.#parts
        .state()
        .continuations()
        .map(({ log: logId, continues }) => [logId, continues.line] as const),
    )
    for (let logId = continued.get(this.#logId); logId && !logIds.has(logId); logId = continued.get(logId))
      logIds.add(logId)
    const { histories } = this.#parts.log
    return this.#hierarchy
      .lockDowns()
      .map(({ dot }) => dot)
      .filter(({ log: logId }) => logIds.has(logId) || logIds.has(histories.rootOf(logId)))
  }

  /**
   * Call after each ingest. Keeps shown events of logs that others cut off; an abandoned copy rebuilds
   * without them. Confirms lock-downs.
   */
  async afterIngest(): Promise<void> {
    if (!this.#hierarchy.hasEndings) return
    const { log, write } = this.#parts
    const shown = log.overrun()
    if (shown.length > 0 && this.isAbandoned) log.rebuild()
    else if (shown.length > 0) {
      log.keepOverrun()
      // If the disk refuses it now, it precedes the next write.
      await write(
        shown.map(({ log: logId, seq }) => ({ kind: 'adopt', log: logId, seq })),
        this.#ownAction,
      )
    }
    await this.#confirmLockDowns()
  }

  get isAbandoned(): boolean {
    return closedFor(this.#logId, this.#hierarchy, this.#parts.log)?.reason === 'abandoned'
  }

  /** In order of log and place. */
  rescued(): readonly RescuedOp[] {
    return rescuedOps(this.#parts.log.rescued(), this.#hierarchy)
  }

  /** Writes rescued ops again as one event. Its author is the person who takes them over. */
  async takeOver(chosen: readonly RescuedOp[], action: UserAction): Promise<LifecycleOutcome> {
    const closed = closedFor(this.#logId, this.#hierarchy, this.#parts.log)
    if (closed) return closed
    const refused = chosen.find(({ refusal }) => refusal !== null)
    if (refused) return { kind: 'pointless', detail: `${refused.address}: ${refused.refusal}` }
    const ops = takeOverOps(chosen, this.#parts.log.rescued(), this.#hierarchy)
    if (ops.length === 0) return { kind: 'pointless', detail: 'there is nothing to take over' }
    return outcomeOf(await this.#parts.write(ops, action))
  }

  // Confirming also promises that this copy's earlier writes are complete.
  async #confirmLockDowns(): Promise<void> {
    for (const { dot, confirmedBy } of this.#hierarchy.lockDowns()) {
      if (dot.log === this.#logId || confirmedBy.includes(this.#logId)) continue
      await this.#writeEnding({ kind: 'confirm-lock-down', lockDown: dot }, this.#ownAction)
    }
  }

  get #logId(): LogId {
    return this.#parts.identity().line
  }

  get #hierarchy() {
    return this.#parts.state().hierarchy
  }

  get #ownAction(): UserAction {
    return { author: this.#parts.identity().user, note: '' }
  }

  // An ended copy writes nothing more: its followers rely on a closed log.
  async #writeEnding(
    ops: LifecycleOp | readonly LifecycleOp[],
    action: UserAction,
  ): Promise<LifecycleOutcome> {
    const closed = closedFor(this.#logId, this.#hierarchy, this.#parts.log)
    if (closed?.reason === 'abandoned' || closed?.reason === 'left') return closed
    return outcomeOf(await this.#parts.write([ops].flat(), action))
  }
}

const pointless = (detail: string): LifecycleOutcome => ({ kind: 'pointless', detail })

const outcomeOf = (dot: Dot | DiskTrouble): LifecycleOutcome =>
  dot instanceof DiskTrouble ? { kind: 'disk-trouble', trouble: dot } : { kind: 'written', dot }
