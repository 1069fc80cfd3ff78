import {
  drawCauses,
  type PauseCause,
  type ShareAddress,
  type ShareClient,
  type ShareSession,
} from '../../ports/index.ts'
import type { CopyPorts, SyncCopy } from '../../replica/index.ts'
import { openExchange } from '../client/index.ts'
import { type ExchangeOutcome, type Exchanger, OwnFolderExchange } from '../exchange/index.ts'
import { copiesSharingHost } from './contention.ts'
import { HostLimit } from './host-limit.ts'
import { endOf, type LinkEnd } from './link-end.ts'
import type { LinkRules } from './link-rules.ts'
import type { LinkStatus, NoLinkReason } from './link.ts'
import { OwnPresence } from './own-presence.ts'
import { SessionYield } from './session-yield.ts'
import { TurnPacer } from './turn-pacer.ts'
import {
  type Contention,
  sessionTimeLeftMs,
  jitteredBackOffMs,
  jitteredRetryMs,
  retryMsMax,
  takesTurns,
} from './turns.ts'

export interface LinkTarget {
  readonly address: ShareAddress
  readonly name: string
  readonly through: 'parent' | 'peer'
}

export interface LinkManagerParts {
  readonly copy: SyncCopy
  readonly client: ShareClient
  readonly target: LinkTarget
  readonly ports: CopyPorts
  readonly rules: LinkRules
  /** Name of this copy's machine, for the list of connected copies. */
  readonly from?: string
}

/**
 * Keeps a copy linked:
 *
 * ```
 * off ──open──▶ calling ──session──▶ linked ──turn is over──▶ away ──▶ calling
 *                  │  ▲                 │
 *   refused, denied,│  │time to try      │lost
 *      unreachable  ▼  │                 ▼
 *                 waiting ◀──────────────┘
 * ```
 *
 * Holds at most one session, and ends it when the turn is over and on close.
 */
export class LinkManager {
  readonly #copy: SyncCopy
  readonly #client: ShareClient
  readonly #ports: CopyPorts
  readonly #rules: LinkRules
  readonly #target: LinkTarget
  readonly #pacer: TurnPacer
  readonly #presence: OwnPresence
  readonly #ownFolder: OwnFolderExchange
  #status: LinkStatus
  #isOpen = false
  #wakeUp: () => void = () => {}
  #hasChanges = false
  readonly #host: HostLimit
  readonly #sessionYield = new SessionYield()
  #attempt = 0
  #dueSinceMs: number | null = null
  #running: Promise<void> = Promise.resolve()
  #isInSync: () => boolean = () => false
  #unsent: () => number = () => 0

  constructor({ copy, client, target, ports, rules, from }: LinkManagerParts) {
    this.#presence = new OwnPresence(copy, ports, from ?? null)
    this.#copy = copy
    this.#client = client
    this.#target = target
    this.#ownFolder = new OwnFolderExchange(copy, ports)
    this.#ports = ports
    this.#rules = rules
    this.#pacer = new TurnPacer(rules.turns)
    this.#host = new HostLimit(ports.clock)
    this.#status = { kind: 'none', reason: { kind: 'chosen' }, sinceMs: ports.clock.nowMs(), nextTryMs: null }
  }

  get status(): LinkStatus {
    return this.#status
  }

  /** Since when the copy has waited for a completed turn, or null. */
  get dueSinceMs(): number | null {
    return this.#dueSinceMs
  }

  /** True if the last exchange left both sides equal and nothing was written or received since. */
  get isInSync(): boolean {
    return this.#isInSync()
  }

  /** Events that the other side lacked at the last exchange. */
  get unsentEvents(): number {
    return this.#unsent()
  }

  get contention(): Contention {
    return { copies: copiesSharingHost(this.#copy), limit: this.#host.sessions }
  }

  open(): void {
    if (this.#isOpen) return
    this.#isOpen = true
    this.#due()
    this.#running = this.#run()
  }

  /** Work Offline. Resolves once the session is ended. */
  async close(): Promise<void> {
    this.#isOpen = false
    this.#wakeUp()
    await this.#running
    if (this.#copy.closed?.reason !== 'abandoned') this.#setUnlinked({ kind: 'chosen' }, null)
  }

  edited(): void {
    if (this.#hasChanges) return
    this.#hasChanges = true
    if (this.#status.kind !== 'linked' || takesTurns(this.contention)) return
    // This copy may be in back-off by then, and an edit must not cut that short.
    this.#ports.clock.after(this.#rules.sendAfterMs, () => {
      if (this.#status.kind === 'linked') this.#wakeUp()
    })
  }

  async #run(): Promise<void> {
    while (this.#isOpen) {
      this.#attempt += 1
      const answer = await this.#client.connect(this.#target.address)
      if (answer.kind === 'session') await this.#linked(answer.session)
      else if (answer.kind === 'refused') await this.#refused(answer)
      else await this.#waitAs(answer, this.#rules.redialMs * (0.75 + 0.5 * this.#draw('redial')))
    }
  }

  async #refused(reason: { kind: 'refused'; code: number; detail: string }): Promise<void> {
    this.#host.refused(copiesSharingHost(this.#copy))
    this.#pacer.refused()
    await this.#waitAs(reason, jitteredRetryMs(this.#rules.turns, this.#draw('retry')))
  }

  async #linked(session: ShareSession): Promise<void> {
    const sinceMs = this.#ports.clock.nowMs()
    const exchanger = openExchange(this.#copy, session, this.#ports)
    this.#isInSync = () => exchanger.isInSync
    this.#unsent = () => exchanger.unsentEvents
    this.#setLinked('syncing', sinceMs)
    await this.#host.exchange(session)
    const end = await this.#keepInSync(exchanger, session, sinceMs)
    if (end.kind !== 'lost' && end.kind !== 'trouble') {
      const leftMs = this.#ports.clock.nowMs()
      await this.#presence.write(session, { sinceMs, leftMs, unsent: this.unsentEvents })
    }
    // Even if lost: a server that cannot reach its files may still hold waiting requests.
    await session.disconnect()
    if (end.kind === 'turn-over') await this.#backOff(sinceMs)
    else if (end.kind === 'abandoned') this.#endFor(end.reason)
    else if (end.kind !== 'closed') {
      this.#due()
      await this.#waitAs(end.reason, this.#rules.redialMs * this.#draw('redial'))
    }
  }

  async #keepInSync(exchanger: Exchanger, session: ShareSession, sinceMs: number): Promise<LinkEnd> {
    for (let isFirst = true; ; isFirst = false) {
      this.#hasChanges = false
      const outcome = await exchanger.exchange()
      if (outcome.kind !== 'level') return endOf(outcome)
      // The first exchange proved that this is the right folder.
      if (isFirst || this.#presence.isStale)
        await this.#presence.write(session, { sinceMs, leftMs: null, unsent: this.unsentEvents })
      if (this.#host.isToAskAgain) await this.#host.exchange(session)
      if (isFirst) this.#pacer.exchanged(this.#ports.clock.nowMs() - sinceMs)
      this.#exchanged(outcome)
      const { closed } = this.#copy
      if (closed?.reason === 'abandoned')
        return { kind: 'abandoned', reason: { ...closed, kind: 'abandoned' } }
      if (this.#copy.isWalFull) await this.#ownFolder.flush()
      if (!this.#isOpen) return { kind: 'closed' }
      const leftMs = this.#sessionTimeLeftMs(sinceMs)
      if (leftMs <= 0 || (await this.#isToYield(session, sinceMs))) return { kind: 'turn-over' }
      this.#setLinked('idle', sinceMs)
      const pauseMs = Math.min(this.#nextCheckMs(), leftMs)
      void exchanger.untilChanges(pauseMs)?.then(() => {
        if (this.#status.kind === 'linked') this.#wakeUp()
      })
      await this.#pause(pauseMs)
      this.#setLinked('syncing', sinceMs)
    }
  }

  #nextCheckMs(): number {
    if (takesTurns(this.contention)) return this.#rules.contendedCheckMs
    return this.#hasChanges ? this.#rules.sendAfterMs : this.#rules.checkMs
  }

  #exchanged(outcome: Extract<ExchangeOutcome, { kind: 'level' }>): void {
    const { eventsIn, eventsOut, bytesOut } = outcome
    this.#copy.checkOutDocuments()
    if (eventsIn + eventsOut > 0) {
      this.#ports.trace.emit({ kind: 'exchanged', with: this.#target.name, eventsIn, eventsOut, bytesOut })
    }
    if (this.#dueSinceMs === null) return
    this.#ports.trace.emit({ kind: 'turn-done', waitedMs: this.#ports.clock.nowMs() - this.#dueSinceMs })
    this.#dueSinceMs = null
  }

  #sessionTimeLeftMs(sinceMs: number): number {
    if (!takesTurns(this.contention)) return Number.POSITIVE_INFINITY
    return sessionTimeLeftMs(sinceMs, this.#pacer.sessionTimeMs, this.#ports.clock.nowMs())
  }

  // With an unknown limit, refused copies cannot make themselves known here.
  async #isToYield(session: ShareSession, sinceMs: number): Promise<boolean> {
    if (!this.#host.isUnknown || !this.#sessionYield.isDue(this.#ports.clock.nowMs() - sinceMs)) return false
    return this.#sessionYield.isSomebodyMissing(session, this.#copy)
  }

  #endFor(reason: NoLinkReason): void {
    this.#isOpen = false
    this.#dueSinceMs = null
    this.#setUnlinked(reason, null)
  }

  async #backOff(sinceMs: number): Promise<void> {
    const sessionMs = this.#ports.clock.nowMs() - sinceMs
    const leastMs = takesTurns(this.contention) ? 0 : retryMsMax(this.#rules.turns)
    const backOffMs = Math.max(leastMs, this.#pacer.backOffMsAfter(this.contention, sessionMs))
    const forMs = jitteredBackOffMs(backOffMs, this.#draw('away'))
    await this.#waitAs({ kind: 'away' }, forMs)
    if (this.#isOpen) this.#due()
  }

  #due(): void {
    this.#dueSinceMs ??= this.#ports.clock.nowMs()
    this.#ports.trace.emit({ kind: 'turn-due', atMs: this.#dueSinceMs })
  }

  async #waitAs(reason: NoLinkReason, forMs: number): Promise<void> {
    if (!this.#isOpen) return
    this.#setUnlinked(reason, this.#ports.clock.nowMs() + forMs)
    await this.#pause(forMs)
  }

  async #pause(forMs: number): Promise<void> {
    if (!this.#isOpen) return
    await new Promise<void>((resolve) => {
      const cancel = this.#ports.clock.after(forMs, resolve)
      this.#wakeUp = () => {
        cancel()
        resolve()
      }
    })
    this.#wakeUp = () => {}
  }

  #setLinked(activity: 'idle' | 'syncing', sinceMs: number): void {
    const { name, through } = this.#target
    const isNew = this.#status.kind !== 'linked'
    this.#status = { kind: 'linked', to: name, through, activity, sinceMs }
    if (isNew) this.#ports.trace.emit({ kind: 'link', link: 'linked', reason: name })
  }

  #setUnlinked(reason: NoLinkReason, nextTryMs: number | null): void {
    this.#status = { kind: 'none', reason, sinceMs: this.#ports.clock.nowMs(), nextTryMs }
    this.#ports.trace.emit({ kind: 'link', link: 'none', reason: reason.kind })
  }

  #draw(why: PauseCause): number {
    return this.#ports.random.unit(drawCauses.pause(this.#copy.identity.copyName, why, this.#attempt))
  }
}
