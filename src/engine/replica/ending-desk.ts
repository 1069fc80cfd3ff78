import type { EndingOp, Op } from '../event/index.ts'
import type { Dot, LineId } from '../identifier/index.ts'
import type { CausalLog } from '../log/index.ts'
import type { FileState } from '../merge/index.ts'
import { DiskTrouble } from '../ports/index.ts'
import type { CopyIdentity } from '../storage/folder/index.ts'
import { type Closed, closedFor } from './closed.ts'
import type { Deed } from './line-writer.ts'
import type { DiskRefusal } from './outcomes.ts'
import { type RescuedDeed, rescuedDeeds, takeOverOps } from './rescue.ts'

/** What came of an ending, or of moving a copy in the hierarchy. */
export type EndingOutcome =
  | { readonly kind: 'written'; readonly dot: Dot }
  /** It makes no sense here, and why. Nothing was written. */
  | { readonly kind: 'pointless'; readonly detail: string }
  | Closed
  | DiskRefusal

export interface EndingParts {
  readonly identity: () => CopyIdentity
  readonly state: () => FileState
  readonly log: CausalLog
  /** Adds to the copy's own line whether or not the copy is open for work; durable when it answers. */
  readonly write: (ops: readonly Op[], deed: Deed) => Promise<Dot | DiskTrouble>
}

/** Everything by which a copy moves in the hierarchy, or comes to its end, or ends another one. */
export class EndingDesk {
  readonly #parts: EndingParts

  constructor(parts: EndingParts) {
    this.#parts = parts
  }

  /** Says where this copy hangs from now on, so that everyone knows. Nothing is written where it hangs there already. */
  async hang(parent: LineId | null, isTemporary: boolean, deed: Deed): Promise<EndingOutcome | null> {
    const known = this.#hierarchy.registration(this.#line)
    const isParent = isTemporary || known?.parent === parent
    if (known?.hangsUnder === parent && isParent) return null
    return this.#say({ kind: 'hang', parent, isTemporary: isTemporary && known?.parent !== parent }, deed)
  }

  async leave(towards: LineId, deed: Deed): Promise<EndingOutcome> {
    if (this.#held().length > 0) return pointless('this copy holds the lock-down: release it first')
    return this.#say({ kind: 'leave', stage: 'leaving', towards }, deed)
  }

  /** The parent is known to have everything: this copy writes nothing more. */
  async left(towards: LineId, deed: Deed): Promise<EndingOutcome> {
    return this.#say({ kind: 'leave', stage: 'left', towards }, deed)
  }

  /** Takes a leaving back. */
  async stay(deed: Deed): Promise<EndingOutcome> {
    if (this.#hierarchy.leaving(this.#line)?.stage !== 'leaving') return pointless('this copy is not leaving')
    return this.#say({ kind: 'leave', stage: 'staying', towards: null }, deed)
  }

  /** Cuts a line off at what is applied of it here. Final. */
  async abandon(line: LineId, deed: Deed): Promise<EndingOutcome> {
    const { log } = this.#parts
    if (line === this.#line) return pointless('a copy does not abandon itself: let it leave')
    if (this.#hierarchy.abandonment(line)) return pointless('it is abandoned already, and that is final')
    if (this.#hierarchy.leaving(line)?.stage === 'left') return pointless('it has left, and lost nothing')
    // Of a line that was split each history is cut off.
    const ends = log.histories.appliedEnds(line)
    if (ends.length === 0) return pointless('nothing is known of it here')
    const outcome = await this.#say(
      ends.map(({ seq, hash }) => ({ kind: 'abandon', line, seq, hash })),
      deed,
    )
    log.applyReady()
    return outcome
  }

  async lockDown(deed: Deed): Promise<EndingOutcome> {
    if (this.#hierarchy.isLockedDown) return pointless('it is locked down already')
    return this.#say({ kind: 'lock-down', isReleased: false }, deed)
  }

  async release(deed: Deed): Promise<EndingOutcome> {
    const held = this.#held()
    if (held.length === 0) return pointless('this copy holds no lock-down')
    const releases = held.map((dot): EndingOp =>
      dot.line === this.#line
        ? { kind: 'lock-down', isReleased: true }
        : { kind: 'release-lock-down', lockDown: dot },
    )
    return this.#say(releases, deed)
  }

  /** Lock-downs that this copy declared, also on a line that it had to leave: put back from a backup, or known to be cloned. */
  #held(): readonly Dot[] {
    const lines = new Set([this.#line])
    const continued = new Map(
      this.#parts
        .state()
        .continuations()
        .map(({ line, continues }) => [line, continues.line] as const),
    )
    for (let line = continued.get(this.#line); line && !lines.has(line); line = continued.get(line))
      lines.add(line)
    const { histories } = this.#parts.log
    return this.#hierarchy
      .lockDowns()
      .map(({ dot }) => dot)
      .filter(({ line }) => lines.has(line) || lines.has(histories.rootOf(line)))
  }

  /**
   * To be asked after anything was taken in: what this copy showed of a line that others cut off is kept for everyone,
   * unless it is cut off itself and has to fold anew; and a lock-down is confirmed.
   */
  async settle(): Promise<void> {
    if (!this.#hierarchy.hasEndings) return
    const { log, write } = this.#parts
    const shown = log.overrun()
    if (shown.length > 0 && this.isAbandoned) log.foldAnew()
    else if (shown.length > 0) {
      log.keepOverrun()
      // Where the disk refuses it now, it waits in front of whatever is written next.
      await write(
        shown.map(({ line, seq }) => ({ kind: 'adopt', line, seq })),
        this.#ownDeed,
      )
    }
    await this.#confirmLockDowns()
  }

  /** Whether somebody cut this copy's work off, so that it never writes anything more. */
  get isAbandoned(): boolean {
    return closedFor(this.#line, this.#hierarchy, this.#parts.log)?.reason === 'abandoned'
  }

  /** What abandoned copies did beyond their cuts, by line and place. */
  rescued(): readonly RescuedDeed[] {
    return rescuedDeeds(this.#parts.log.rescued(), this.#hierarchy)
  }

  /** Takes over what lies in rescue, all of it as one event: a deed of one's own, under the rules that it would have had. */
  async takeOver(deeds: readonly RescuedDeed[], deed: Deed): Promise<EndingOutcome> {
    const closed = closedFor(this.#line, this.#hierarchy, this.#parts.log)
    if (closed) return closed
    const refused = deeds.find(({ refusal }) => refusal !== null)
    if (refused) return { kind: 'pointless', detail: `${refused.address}: ${refused.refusal}` }
    const ops = takeOverOps(deeds, this.#parts.log.rescued(), this.#hierarchy)
    if (ops.length === 0) return { kind: 'pointless', detail: 'there is nothing to take over' }
    return outcomeOf(await this.#parts.write(ops, deed))
  }

  // It says as well that what this copy wrote before is all there is.
  async #confirmLockDowns(): Promise<void> {
    for (const { dot, confirmedBy } of this.#hierarchy.lockDowns()) {
      if (dot.line === this.#line || confirmedBy.includes(this.#line)) continue
      await this.#say({ kind: 'confirm-lock-down', lockDown: dot }, this.#ownDeed)
    }
  }

  get #line(): LineId {
    return this.#parts.identity().line
  }

  get #hierarchy() {
    return this.#parts.state().hierarchy
  }

  get #ownDeed(): Deed {
    return { author: this.#parts.identity().user, note: '' }
  }

  // An ended copy says nothing more: its line is closed, and whoever follows it must be able to rely on that.
  async #say(ops: EndingOp | readonly EndingOp[], deed: Deed): Promise<EndingOutcome> {
    const closed = closedFor(this.#line, this.#hierarchy, this.#parts.log)
    if (closed?.reason === 'abandoned' || closed?.reason === 'left') return closed
    return outcomeOf(await this.#parts.write([ops].flat(), deed))
  }
}

const pointless = (detail: string): EndingOutcome => ({ kind: 'pointless', detail })

const outcomeOf = (dot: Dot | DiskTrouble): EndingOutcome =>
  dot instanceof DiskTrouble ? { kind: 'disk-trouble', trouble: dot } : { kind: 'written', dot }
